/// Packages of Gentoo, as portage keeps them.
@NullMarked
package org.tidewaiter.inventory.gentoo;

import org.jspecify.annotations.NullMarked;
