/// The report as one page for a browser: one file, which loads nothing.
@NullMarked
package org.tidewaiter.scan.html;

import org.jspecify.annotations.NullMarked;
