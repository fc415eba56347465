/// Foreign text: made fit for our sentences and tables, and the notations that several ecosystems
/// share.
@NullMarked
package org.tidewaiter.inventory.text;

import org.jspecify.annotations.NullMarked;
