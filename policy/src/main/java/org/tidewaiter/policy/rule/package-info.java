/// Files of rules in CEL over [org.tidewaiter.policy.fact.Facts], and what they say of an image.
@NullMarked
package org.tidewaiter.policy.rule;

import org.jspecify.annotations.NullMarked;
