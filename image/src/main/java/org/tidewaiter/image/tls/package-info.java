/// Certificates and private keys as programs for TLS keep them: PEM files.
@NullMarked
package org.tidewaiter.image.tls;

import org.jspecify.annotations.NullMarked;
