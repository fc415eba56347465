/// WordPress, its plugins and its themes.
@NullMarked
package org.tidewaiter.inventory.wordpress;

import org.jspecify.annotations.NullMarked;
