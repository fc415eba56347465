/// Valid objects with one thing changed, each with the reason for which it must be refused.
@NullMarked
package org.tidewaiter.signing.vectors;

import org.jspecify.annotations.NullMarked;
