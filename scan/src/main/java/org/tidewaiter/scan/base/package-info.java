/// The image that another is built on, and which findings are that one's.
@NullMarked
package org.tidewaiter.scan.base;

import org.jspecify.annotations.NullMarked;
