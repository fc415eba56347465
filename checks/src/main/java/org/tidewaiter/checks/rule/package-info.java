/// What a rule is, and facts that rules of several rooms ask about.
@NullMarked
package org.tidewaiter.checks.rule;

import org.jspecify.annotations.NullMarked;
