/// Lays the layers of an image on top of each other, as a container runtime would.
@NullMarked
package org.tidewaiter.image.merge;

import org.jspecify.annotations.NullMarked;
