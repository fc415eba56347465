/// Reads bills of materials, our own and those of other tools, back into inventories.
@NullMarked
package org.tidewaiter.inventory.bill;

import org.jspecify.annotations.NullMarked;
