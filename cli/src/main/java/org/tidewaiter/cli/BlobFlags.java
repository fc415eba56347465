package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.key.SigningKey;
import org.tidewaiter.signing.make.NewMessage;
import picocli.CommandLine.Option;

/// The flags that say that a file is signed and no image, and where to the signature goes.
final class BlobFlags {
    @Option(
            names = "--blob",
            paramLabel = "FILE",
            description = "In place of IMAGE: sign this file.")
    private @Nullable Path file;

    @Option(
            names = "--bundle",
            paramLabel = "FILE",
            description = "Write the signature of a file here, as a Sigstore bundle.")
    private @Nullable Path bundle;

    @Option(
            names = "--output-signature",
            paramLabel = "FILE",
            description =
                    "Write it here in base64, as cosign does; on standard output if neither is"
                            + " given.")
    private @Nullable Path signature;

    boolean isGiven() {
        return file != null;
    }

    /// @throws ProblemException if it is said where a file's signature goes, and there is none
    void requireNone() throws ProblemException {
        if (bundle != null || signature != null) {
            throw new ProblemException(
                    "usage",
                    "the signature of an image is kept beside it, and not in a file",
                    "give --blob FILE to sign a file");
        }
    }

    void sign(SigningKey key, TidewaiterCommand program) throws ProblemException {
        var made = signed(key);
        if (bundle != null) {
            AtomicFile.write(bundle, out -> out.write(made.toBundle()));
        }
        if (signature != null) {
            var text = made.toText().getBytes(StandardCharsets.US_ASCII);
            AtomicFile.write(signature, out -> out.write(text));
        }
        if (bundle == null && signature == null) {
            program.streams().out().println(made.toText());
        }
    }

    private NewMessage signed(SigningKey key) throws ProblemException {
        try (var in = Files.newInputStream(Path.of(String.valueOf(file)))) {
            return NewMessage.of(in, key);
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            "blob-unreadable",
                            "the file %s cannot be read: %s".formatted(file, e),
                            "check the path and its permissions"),
                    e);
        }
    }
}
