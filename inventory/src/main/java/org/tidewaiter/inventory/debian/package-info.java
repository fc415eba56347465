/// Packages of Debian and its derivatives, as dpkg keeps them.
@NullMarked
package org.tidewaiter.inventory.debian;

import org.jspecify.annotations.NullMarked;
