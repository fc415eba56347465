package org.tidewaiter.cli;

import java.io.IOException;
import java.util.Map;

/// Runs commands one after the other in one process, so that Java can keep what they need in a
/// cache. Only `cli/src/dist/rehearse` starts it.
final class Rehearsal {
    private Rehearsal() {}

    /// @param commands each a command line, with a blank between its words
    public static void main(String[] commands) throws IOException, ClassNotFoundException {
        if (OwnJars.replaced("org.tidewaiter.cli.Main") != null) {
            throw new IllegalStateException("a rehearsal has no cache yet");
        }
        var streams = Streams.ofProcess();
        for (var command : commands) {
            int status = Main.run(command.split(" ", -1), streams, Map.of());
            if (status == ExitCodes.PROBLEM) {
                streams.err().println("the rehearsal failed at: " + command);
                System.exit(status);
            }
        }
        System.exit(ExitCodes.PASSED); // as the program does
    }
}
