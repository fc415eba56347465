package org.tidewaiter.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.certificate.Certificate;
import org.tidewaiter.signing.certificate.CertificateFile;
import org.tidewaiter.signing.certificate.MalformedCertificateException;
import org.tidewaiter.signing.charter.Charter;
import org.tidewaiter.signing.charter.CharterDraft;
import org.tidewaiter.signing.charter.KeySource;
import org.tidewaiter.signing.charter.SignedCharter;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.key.PublicKeyFile;
import org.tidewaiter.signing.key.UnusableKeyException;
import org.tidewaiter.signing.key.VerificationKey;

/// Reads the files of charters, and says why one was refused.
final class CharterFiles {
    private static final int MOST_OF_DETAIL = 300;
    private static final String PENDING = ".pending";

    private CharterFiles() {}

    static boolean isDraft(Path file) {
        var name = file.toString();
        return name.endsWith(".yaml") || name.endsWith(".yml");
    }

    /// Where the signatures of some owners are kept.
    static Path pendingOf(Path charter) {
        return charter.resolveSibling(charter.getFileName() + PENDING);
    }

    static boolean isPending(Path file) {
        return file.toString().endsWith(PENDING);
    }

    /// The usual draft of a charter.
    static Path draftOf(Path charter) {
        return charter.resolveSibling(stem(charter) + ".yaml");
    }

    /// The charter that is usually made of a draft, or of one that is signed by some.
    static Path charterOf(Path draft) {
        return draft.resolveSibling(stem(draft) + ".charter");
    }

    private static String stem(Path file) {
        return file.getFileName()
                .toString()
                .replaceFirst("\\.(yaml|yml|charter|charter\\.pending)$", "");
    }

    /// @param most one byte more is read, so that a larger file is seen to be one
    /// @throws ProblemException `charter-unreadable`
    static byte[] bytes(Path file, int most) throws ProblemException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(most + 1);
        } catch (IOException e) {
            var why = e instanceof NoSuchFileException ? "there is no such file" : e.toString();
            throw new ProblemException(
                    new Problem(
                            "charter-unreadable",
                            "%s cannot be read: %s".formatted(file, why),
                            "name a charter, for example one that 'tidewaiter charter init' made"),
                    e);
        }
    }

    /// The version that says the same as a draft.
    static Optional<SignedCharter.Version> signedAs(Path draft, SignedCharter charter)
            throws ProblemException {
        var bytes = bytes(draft, CharterDraft.MAX_BYTES);
        for (var version : charter.versions()) {
            try {
                var issued = version.charter().issued();
                if (CharterDraft.read(bytes, beside(draft), issued).equals(version.charter())) {
                    return Optional.of(version);
                }
            } catch (RefusedException _) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /// @throws ProblemException `stage-unknown`
    static void requireStage(Charter charter, String stage) throws ProblemException {
        if (!charter.stages().containsKey(stage)) {
            throw new ProblemException(
                    "stage-unknown",
                    "the charter %s has no stage '%s'".formatted(charter.name(), stage),
                    "use one of " + String.join(", ", charter.stages().keySet()));
        }
    }

    static void note(String sentence, PrintStream to) {
        to.println("note: " + OneLine.of(sentence));
    }

    /// @return how the program ends then
    static int tell(RefusedException refused, Path file, PrintStream to) {
        to.printf("refused[%s]: %s%n", refused.refusal().code(), OneLine.of(reason(refused, file)));
        to.printf("  mend: %s%n", refused.refusal().mend());
        return ExitCodes.REFUSED;
    }

    /// For who asks something of the charter and not whether it counts.
    static ProblemException problem(RefusedException refused, Path file) {
        return new ProblemException(
                new Problem(
                        "charter-refused",
                        "%s: %s".formatted(refused.refusal().code(), reason(refused, file)),
                        refused.refusal().mend()),
                refused);
    }

    private static String reason(RefusedException refused, Path file) {
        var detail = refused.detail();
        var shown =
                detail.length() > MOST_OF_DETAIL
                        ? detail.substring(0, MOST_OF_DETAIL) + "..."
                        : detail;
        return "%s: %s%s"
                .formatted(
                        file,
                        refused.refusal().meaning(),
                        shown.isEmpty() ? "" : " (" + shown + ")");
    }

    /// The keys and certificates that a draft names, beside which they are.
    static KeySource beside(Path draft) {
        return new KeySource() {
            @Override
            public List<VerificationKey> keys(String file, String where) throws RefusedException {
                try {
                    return PublicKeyFile.read(read(file, where, Refusal.CHARTER_KEY));
                } catch (UnusableKeyException e) {
                    throw refused(Refusal.CHARTER_KEY, where, file, e.getMessage());
                }
            }

            @Override
            public List<byte[]> certificates(String file, String where) throws RefusedException {
                try {
                    var bytes = read(file, where, Refusal.CHARTER_CERTIFICATE);
                    return CertificateFile.read(bytes).stream().map(Certificate::encoded).toList();
                } catch (MalformedCertificateException e) {
                    throw refused(Refusal.CHARTER_CERTIFICATE, where, file, e.getMessage());
                }
            }

            private byte[] read(String file, String where, Refusal refusal)
                    throws RefusedException {
                try (var in = Files.newInputStream(draft.resolveSibling(file))) {
                    return in.readNBytes(PublicKeyFile.MAX_BYTES + 1);
                } catch (IOException | InvalidPathException e) {
                    throw refused(refusal, where, file, e.toString());
                }
            }
        };
    }

    private static RefusedException refused(
            Refusal refusal, String where, String file, @Nullable String why) {
        return new RefusedException(refusal, "%s: %s: %s".formatted(where, file, why));
    }
}
