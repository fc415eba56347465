/// The machine itself: its files, its Docker daemon and the few programs that may be asked. The
/// only place of the benchmarks that touches anything.
@NullMarked
package org.tidewaiter.checks.host.live;

import org.jspecify.annotations.NullMarked;
