/// Foreign text made fit for our sentences and tables.
@NullMarked
package org.tidewaiter.inventory.text;

import org.jspecify.annotations.NullMarked;
