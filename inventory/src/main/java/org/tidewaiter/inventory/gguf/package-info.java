/// Language models in the form GGUF.
@NullMarked
package org.tidewaiter.inventory.gguf;

import org.jspecify.annotations.NullMarked;
