package org.tidewaiter.cli;

import java.nio.file.Path;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.key.SigningKey;
import picocli.CommandLine.Option;

/// The flag that says who signs.
final class SignerFlags {
    @Option(
            names = {"-k", "--key"},
            required = true,
            paramLabel = "FILE",
            description = "Sign with this private key: a file, or env://NAME.")
    private Path file;

    Path file() {
        return file;
    }

    /// Asks for its password where it is encrypted.
    SigningKey key(TidewaiterCommand program) throws ProblemException {
        return KeyFiles.privateKey(file, program);
    }
}
