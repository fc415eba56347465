/// PHP packages of Composer: those installed, and those that a lock file asks for.
@NullMarked
package org.tidewaiter.inventory.php;

import org.jspecify.annotations.NullMarked;
