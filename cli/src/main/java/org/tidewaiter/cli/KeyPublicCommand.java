package org.tidewaiter.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.key.WrittenKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `tidewaiter key public`: the public keys of a file.
@Command(
        name = "public",
        description = "Print the public key of a private one, or of a certificate, as PEM.",
        footer = {
            "  tidewaiter key public release.key",
            "",
            "FILE is any file of keys: PEM, a certificate, a JSON Web Key or a set of them.",
        })
final class KeyPublicCommand implements Callable<Integer> {
    @ParentCommand private KeyCommand key;

    @Parameters(paramLabel = "FILE", description = "The key.")
    private Path file;

    @Override
    public Integer call() throws ProblemException {
        for (var one : KeyFiles.publicKeys(file, key.program)) {
            key.program.streams().out().writeBytes(WrittenKey.ofPublic(one));
        }
        return ExitCodes.PASSED;
    }
}
