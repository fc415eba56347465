/// Bytes with the signatures over them.
@NullMarked
package org.tidewaiter.signing.envelope;

import org.jspecify.annotations.NullMarked;
