/// The ledger: what was decided about images, in an order that nobody can change unnoticed.
@NullMarked
package org.tidewaiter.signing.ledger;

import org.jspecify.annotations.NullMarked;
