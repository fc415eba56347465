/// Formulae that Homebrew poured or built.
@NullMarked
package org.tidewaiter.inventory.homebrew;

import org.jspecify.annotations.NullMarked;
