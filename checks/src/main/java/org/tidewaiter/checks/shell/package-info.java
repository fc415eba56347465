/// Commands of a shell script, as far as rules ask about them.
@NullMarked
package org.tidewaiter.checks.shell;

import org.jspecify.annotations.NullMarked;
