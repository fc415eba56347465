/// Content that is no image, kept where images are: in registries and OCI layouts.
@NullMarked
package org.tidewaiter.image.artifact;

import org.jspecify.annotations.NullMarked;
