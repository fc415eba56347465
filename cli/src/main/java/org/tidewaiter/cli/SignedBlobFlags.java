package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.BlobVerification;
import org.tidewaiter.signing.check.EvidenceCheck;
import org.tidewaiter.signing.trust.Trust;
import picocli.CommandLine.Option;

/// The flags that say that a file is verified and no image, and where its signature is.
final class SignedBlobFlags {
    @Option(
            names = "--blob",
            paramLabel = "FILE",
            description = "In place of IMAGE: verify this file.")
    private @Nullable Path file;

    @Option(
            names = "--bundle",
            paramLabel = "FILE",
            description = "A Sigstore bundle with the signature of a file.")
    private @Nullable Path bundle;

    @Option(
            names = "--signature",
            paramLabel = "FILE",
            description =
                    "The signature of a file alone: bytes, base64, or what gpg --detach-sign makes.")
    private @Nullable Path signature;

    /// @param digest of the file
    record Judged(Path file, Digest digest, EvidenceCheck check) {}

    Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    /// @throws ProblemException if it is said where a file's signature is, and no file is named
    void requireNone() throws ProblemException {
        if (bundle != null || signature != null) {
            throw new ProblemException(
                    "usage",
                    "the signature of an image is beside it, and not in a file",
                    "give --blob FILE to verify a file");
        }
    }

    /// @throws ProblemException `blob-unreadable`, `signature-unreadable`
    Judged judged(Path blob, Trust trusted) throws ProblemException {
        if ((bundle == null) == (signature == null)) {
            throw new ProblemException(
                    "usage",
                    "it was not said where the signature of the file is, or said twice",
                    "give --bundle FILE or --signature FILE");
        }
        var bytes = signatureBytes();
        var verification =
                new BlobVerification(() -> Files.newInputStream(blob), trusted, place().toString());
        try {
            var check =
                    bundle != null ? verification.byBundle(bytes) : verification.bySignature(bytes);
            return new Judged(blob, verification.digest(), check);
        } catch (IOException e) {
            throw unreadable("blob-unreadable", "the file", blob, e);
        }
    }

    private Path place() {
        return bundle != null ? bundle : Path.of(String.valueOf(signature));
    }

    private byte[] signatureBytes() throws ProblemException {
        try (var in = Files.newInputStream(place())) {
            return in.readNBytes(BlobVerification.MAX_BYTES + 1);
        } catch (IOException e) {
            throw unreadable("signature-unreadable", "the signature", place(), e);
        }
    }

    private static ProblemException unreadable(String code, String what, Path file, IOException e) {
        return new ProblemException(
                new Problem(
                        code,
                        "%s %s cannot be read: %s".formatted(what, file, e),
                        "check the path and its permissions"),
                e);
    }
}
