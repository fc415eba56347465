/// What a rule may look at: typed facts about an image, what is said of it, and what is asked for.
@NullMarked
package org.tidewaiter.policy.fact;

import org.jspecify.annotations.NullMarked;
