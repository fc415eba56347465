/// What a stored inventory's findings were when it was last matched, and what became of them.
@NullMarked
package org.tidewaiter.scan.rescan;

import org.jspecify.annotations.NullMarked;
