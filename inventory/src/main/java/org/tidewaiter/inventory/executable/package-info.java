/// The structure of executable files: ELF, PE and Mach-O.
@NullMarked
package org.tidewaiter.inventory.executable;

import org.jspecify.annotations.NullMarked;
