/// The claims of all readers, compiled: which of them want a file, and where their anchors stand.
@NullMarked
package org.tidewaiter.image.dispatch;

import org.jspecify.annotations.NullMarked;
