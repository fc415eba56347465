package org.tidewaiter.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;

/// What a command reads and writes.
///
/// @param in standard input
/// @param out what was asked for
/// @param err progress, notices and problems
record Streams(InputStream in, StandardOutput out, PrintStream err, Terminal terminal) {

    /// Those of this process.
    static Streams ofProcess() {
        return new Streams(
                System.in,
                StandardOutput.to(new FileOutputStream(FileDescriptor.out)),
                System.err,
                Terminal.of(System.getProperties(), System.getenv()));
    }
}
