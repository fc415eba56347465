/// Programs and libraries that no package manager knows, recognised by what stands in them.
@NullMarked
package org.tidewaiter.inventory.program;

import org.jspecify.annotations.NullMarked;
