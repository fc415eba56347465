/// What streams of foreign bytes have in common.
@NullMarked
package org.tidewaiter.image.stream;

import org.jspecify.annotations.NullMarked;
