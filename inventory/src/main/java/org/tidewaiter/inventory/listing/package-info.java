/// Lists of the files of an image, with who answers for each.
@NullMarked
package org.tidewaiter.inventory.listing;

import org.jspecify.annotations.NullMarked;
