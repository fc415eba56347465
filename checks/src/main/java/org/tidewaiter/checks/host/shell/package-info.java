/// Scripts of a shell, read and answered from a host's files: no shell and no program runs.
/// [org.tidewaiter.checks.shell] finds the commands of any script, whatever would be run; here only
/// what is understood whole is followed.
@NullMarked
package org.tidewaiter.checks.host.shell;

import org.jspecify.annotations.NullMarked;
