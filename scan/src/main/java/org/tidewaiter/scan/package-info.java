/// The road of one image, and its reports.
@NullMarked
package org.tidewaiter.scan;

import org.jspecify.annotations.NullMarked;
