/// The forms of cosign before bundles: under tags, and as referrers.
@NullMarked
package org.tidewaiter.signing.form.cosign;

import org.jspecify.annotations.NullMarked;
