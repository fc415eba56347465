/// Making evidence: statements, envelopes and bundles that are signed and put beside an image.
@NullMarked
package org.tidewaiter.signing.make;

import org.jspecify.annotations.NullMarked;
