/// Docker's and Podman's engines: where they listen, and what they say of the images they have.
@NullMarked
package org.tidewaiter.image.engine;

import org.jspecify.annotations.NullMarked;
