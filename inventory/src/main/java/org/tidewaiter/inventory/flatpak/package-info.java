/// Applications and runtimes of Flatpak.
@NullMarked
package org.tidewaiter.inventory.flatpak;

import org.jspecify.annotations.NullMarked;
