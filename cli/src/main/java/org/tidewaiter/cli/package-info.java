/// The command line: what a person types becomes a call of a library, and what it gives becomes
/// text, files and an exit code. Nothing is decided here.
@NullMarked
package org.tidewaiter.cli;

import org.jspecify.annotations.NullMarked;
