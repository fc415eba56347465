/// What is in an image: catalogers and bills of materials.
@NullMarked
package org.tidewaiter.inventory;

import org.jspecify.annotations.NullMarked;
