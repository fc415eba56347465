/// Bundles of Sigstore.
@NullMarked
package org.tidewaiter.signing.form.bundle;

import org.jspecify.annotations.NullMarked;
