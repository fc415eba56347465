/// What is in the store of Nix.
@NullMarked
package org.tidewaiter.inventory.nix;

import org.jspecify.annotations.NullMarked;
