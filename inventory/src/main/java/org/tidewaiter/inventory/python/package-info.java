/// Python distributions: those installed in a `site-packages` directory, and those that a
/// requirements or lock file asks for.
@NullMarked
package org.tidewaiter.inventory.python;

import org.jspecify.annotations.NullMarked;
