/// C and C++ packages of Conan that a lock file asks for.
@NullMarked
package org.tidewaiter.inventory.conan;

import org.jspecify.annotations.NullMarked;
