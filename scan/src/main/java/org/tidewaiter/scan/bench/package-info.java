/// What benchmarks say of hosts, as it is reported.
@NullMarked
package org.tidewaiter.scan.bench;

import org.jspecify.annotations.NullMarked;
