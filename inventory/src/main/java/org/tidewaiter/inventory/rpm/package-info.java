/// Packages of the distributions that use rpm, in each of the forms in which rpm keeps them.
@NullMarked
package org.tidewaiter.inventory.rpm;

import org.jspecify.annotations.NullMarked;
