/// Packages of Arch Linux and the distributions that use its package manager, pacman.
@NullMarked
package org.tidewaiter.inventory.arch;

import org.jspecify.annotations.NullMarked;
