/// The room that looks at how an image is configured, and at who may do what in it.
@NullMarked
package org.tidewaiter.checks.image;

import org.jspecify.annotations.NullMarked;
