/// Scripts of a shell, read and answered from a host's files: no shell and no program runs.
@NullMarked
package org.tidewaiter.checks.host.shell;

import org.jspecify.annotations.NullMarked;
