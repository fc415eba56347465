/// The benchmark of Docker hosts: the controls of the CIS Docker Benchmark under the ids by which
/// docker-bench-security 1.6.0 knows them, in our own words.
@NullMarked
package org.tidewaiter.checks.host.docker;

import org.jspecify.annotations.NullMarked;
