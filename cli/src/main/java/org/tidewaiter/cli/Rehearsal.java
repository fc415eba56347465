package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;

/// Runs commands one after the other in one process, so that Java can keep what they need in a
/// cache, and makes the pages of help. Only `cli/src/dist/rehearse` starts it.
final class Rehearsal {
    private Rehearsal() {}

    /// @param words the folder that the pages of help are made in, by the fingerprint of our jars;
    ///   then commands, each a command line with a blank between its words
    public static void main(String[] words) throws IOException, ClassNotFoundException {
        var fingerprint = OwnJars.fingerprint();
        if (fingerprint == null
                || OwnJars.replaced("org.tidewaiter.cli.Main", fingerprint) != null) {
            throw new IllegalStateException("a rehearsal has jars of its own, and no cache yet");
        }
        var installed = new Installation(Path.of(words[0]), fingerprint);
        MadePages.in(installed).make();
        var streams = Streams.ofProcess();
        for (var command : Arrays.asList(words).subList(1, words.length)) {
            int status =
                    Main.run(
                            command.split(" ", -1),
                            streams,
                            System.getenv(),
                            Optional.of(installed),
                            InstantSource.system());
            if (status == ExitCodes.PROBLEM) {
                streams.err().println("the rehearsal failed at: " + command);
                System.exit(status);
            }
        }
        System.exit(ExitCodes.PASSED); // as the program does
    }
}
