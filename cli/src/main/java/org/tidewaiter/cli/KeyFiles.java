package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.key.PrivateKeyFile;
import org.tidewaiter.signing.key.PublicKeyFile;
import org.tidewaiter.signing.key.SigningKey;
import org.tidewaiter.signing.key.UnusableKeyException;
import org.tidewaiter.signing.key.VerificationKey;

/// Reads keys from files that were named.
final class KeyFiles {
    private static final Set<PosixFilePermission> OF_OTHERS =
            Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

    /// As cosign names what is no file; of two slashes a path has one.
    private static final Pattern PLACE = Pattern.compile("(pkcs11|[a-z][a-z0-9]+(?=:/)):/?(.*)");

    private KeyFiles() {}

    /// Asks for its password where it is encrypted.
    ///
    /// @throws ProblemException `key-unreadable`, `key-unusable`, `key-password`
    static SigningKey privateKey(Path file, TidewaiterCommand program) throws ProblemException {
        var bytes = bytes(file, PublicKeyFile.MAX_BYTES, program);
        try {
            return privateKey(file, bytes, program);
        } catch (UnusableKeyException e) {
            throw unusable(file, e);
        }
    }

    /// Those of a private key too.
    ///
    /// @throws ProblemException `key-unreadable`, `key-unusable`, `key-password`
    static List<VerificationKey> publicKeys(Path file, TidewaiterCommand program)
            throws ProblemException {
        var bytes = bytes(file, PublicKeyFile.MAX_BYTES, program);
        try {
            return PrivateKeyFile.isOne(bytes)
                    ? List.of(privateKey(file, bytes, program).publicKey())
                    : PublicKeyFile.read(bytes);
        } catch (UnusableKeyException e) {
            throw unusable(file, e);
        }
    }

    private static SigningKey privateKey(Path file, byte[] bytes, TidewaiterCommand program)
            throws UnusableKeyException, ProblemException {
        noteIfReadByOthers(file, program);
        var read = PrivateKeyFile.read(bytes);
        if (!read.isEncrypted()) {
            return read.key();
        }
        try (var password = new KeyPasswords(program).of(file)) {
            return read.key(password);
        }
    }

    static void noteIfReadByOthers(Path file, TidewaiterCommand program) {
        if (isReadByOthers(file)) {
            program.streams()
                    .err()
                    .println(
                            "note: others on this machine may read the private key %s; 'chmod 600' keeps them from it"
                                    .formatted(OneLine.of(file.toString())));
        }
    }

    private static boolean isReadByOthers(Path file) {
        var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        try {
            return view != null
                    && view.readAttributes().permissions().stream().anyMatch(OF_OTHERS::contains);
        } catch (IOException _) {
            return false; // it was read, and only a note depends on this
        }
    }

    /// Those of a file, or of a variable, which cosign calls `env://NAME`.
    static byte[] bytes(Path file, int maxBytes, TidewaiterCommand program)
            throws ProblemException {
        var place = PLACE.matcher(file.toString());
        if (!place.matches() || !place.group(1).equals("env")) {
            return bytes(file, maxBytes);
        }
        var key = program.environment().getOrDefault(place.group(2), "");
        if (key.isEmpty()) {
            throw new ProblemException(
                    "key-unreadable",
                    "the variable %s has no key".formatted(place.group(2)),
                    "set it to a key, or name a file");
        }
        return key.getBytes(StandardCharsets.UTF_8);
    }

    /// @param maxBytes at most one more is read
    static byte[] bytes(Path file, int maxBytes) throws ProblemException {
        var place = PLACE.matcher(file.toString());
        if (place.matches()) {
            throw new ProblemException(
                    "key-unreadable",
                    "keys of %s: are not supported here".formatted(place.group(1)),
                    "name a file, or for --key a variable that has the key: env://NAME");
        }
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(maxBytes + 1);
        } catch (IOException e) {
            var why = e instanceof NoSuchFileException ? "there is no such file" : e.toString();
            throw new ProblemException(
                    new Problem(
                            "key-unreadable",
                            "the key %s cannot be read: %s".formatted(file, why),
                            "name a file that has a key, and that you may read"),
                    e);
        }
    }

    static ProblemException unusable(Path file, UnusableKeyException e) {
        return e.isOfPassword()
                ? new ProblemException(
                        "key-password",
                        "%s: %s".formatted(file, e.getMessage()),
                        "give its password in TIDEWAITER_PASSWORD, or at a terminal")
                : new ProblemException(
                        "key-unusable",
                        "%s has no key that can be used: %s".formatted(file, e.getMessage()),
                        "give a key of ECDSA (P-256, P-384, P-521), Ed25519, or RSA of 2048 to 4096"
                                + " bits, as PEM or a JSON Web Key");
    }
}
