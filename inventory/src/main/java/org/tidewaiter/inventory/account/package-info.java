/// The completeness account: who answers for each file of the merged image.
@NullMarked
package org.tidewaiter.inventory.account;

import org.jspecify.annotations.NullMarked;
