/// What a host answered, written down and asked again elsewhere.
@NullMarked
package org.tidewaiter.checks.host.record;

import org.jspecify.annotations.NullMarked;
