/// Slices of Ubuntu's packages, as chisel cuts them.
@NullMarked
package org.tidewaiter.inventory.chisel;

import org.jspecify.annotations.NullMarked;
