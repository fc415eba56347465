/// The room that looks for what is in an image and not needed to run it.
@NullMarked
package org.tidewaiter.checks.clutter;

import org.jspecify.annotations.NullMarked;
