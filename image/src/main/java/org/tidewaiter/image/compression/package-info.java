/// From the bytes of a layer as stored to its plain tar, with the digests of both.
@NullMarked
package org.tidewaiter.image.compression;

import org.jspecify.annotations.NullMarked;
