/// Waivers, verdicts and the severity gate.
@NullMarked
package org.tidewaiter.policy;

import org.jspecify.annotations.NullMarked;
