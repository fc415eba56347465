/// Benchmarks of hosts: what may be asked of a machine, what a check of one says, and what the
/// checks of a benchmark have said. The benchmarks themselves are the leaves.
@NullMarked
package org.tidewaiter.checks.host;

import org.jspecify.annotations.NullMarked;
