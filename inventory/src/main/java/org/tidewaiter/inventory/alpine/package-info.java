/// Packages of Alpine and the distributions that use its package manager, apk.
@NullMarked
package org.tidewaiter.inventory.alpine;

import org.jspecify.annotations.NullMarked;
