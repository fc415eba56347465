/// Certificates of X.509, and whether a chain of them leads to an authority that is trusted.
@NullMarked
package org.tidewaiter.signing.certificate;

import org.jspecify.annotations.NullMarked;
