/// Credentials left in files and in the configuration of an image.
@NullMarked
package org.tidewaiter.checks.secret;

import org.jspecify.annotations.NullMarked;
