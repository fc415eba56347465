/// Whom the one who asks trusts.
@NullMarked
package org.tidewaiter.signing.trust;

import org.jspecify.annotations.NullMarked;
