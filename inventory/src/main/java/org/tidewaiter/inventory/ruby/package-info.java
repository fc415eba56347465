/// Ruby gems: those installed, and those that a lock file asks for.
@NullMarked
package org.tidewaiter.inventory.ruby;

import org.jspecify.annotations.NullMarked;
