package org.tidewaiter.cli;

import java.io.PrintStream;

/// Where a command writes.
///
/// @param out what was asked for
/// @param err progress, notices and problems
record Streams(PrintStream out, PrintStream err, Terminal terminal) {}
