/// Java archives and the Maven coordinates of what is in them.
@NullMarked
package org.tidewaiter.inventory.java;

import org.jspecify.annotations.NullMarked;
