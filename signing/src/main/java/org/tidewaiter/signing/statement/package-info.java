/// What is said of an image, once it is known who says it.
@NullMarked
package org.tidewaiter.signing.statement;

import org.jspecify.annotations.NullMarked;
