/// What comes of checking something that is signed: it is verified, or refused with a reason.
@NullMarked
package org.tidewaiter.signing.check;

import org.jspecify.annotations.NullMarked;
