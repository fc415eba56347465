package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.key.Password;
import org.tidewaiter.signing.key.SigningKey;
import org.tidewaiter.signing.key.WrittenKey;

/// The two files of a pair of keys, `NAME.key` and `NAME.pub`. At no moment may others read the
/// private one.
///
/// @param replacing what is there is replaced
record KeyPairFiles(Path name, boolean replacing) {

    private Path privateFile() {
        return name.resolveSibling(name.getFileName() + ".key");
    }

    private Path publicFile() {
        return name.resolveSibling(name.getFileName() + ".pub");
    }

    /// The private one first.
    List<Path> both() {
        return List.of(privateFile(), publicFile());
    }

    /// Of a pair that was written and is not wanted after all.
    void discard() {
        both().forEach(KeyPairFiles::discard);
    }

    /// Says early what would fail later.
    ///
    /// @throws ProblemException `key-exists`
    void requireRoom() throws ProblemException {
        for (var file : both()) {
            if (!replacing && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw exists(file);
            }
        }
    }

    private static ProblemException exists(Path file) {
        return new ProblemException(
                "key-exists",
                "%s is there already".formatted(file),
                "choose another --name, or give --force if that key may be lost");
    }

    /// @throws ProblemException `key-exists`, `output-failed`
    void write(SigningKey key, TidewaiterCommand program) throws ProblemException {
        boolean encrypted;
        byte[] secret;
        try (var password = new KeyPasswords(program).ofNew(privateFile())) {
            encrypted = !password.isEmpty();
            secret = secret(key, password);
        }
        create(privateFile(), secret, true);
        Arrays.fill(secret, (byte) 0);
        createPublic(key);
        program.streams()
                .out()
                .println("%s, %s: %s".formatted(privateFile(), publicFile(), key.publicKey()));
        if (!encrypted) {
            program.streams()
                    .err()
                    .println(
                            "note: %s is not encrypted, so whoever gets it can sign; a password in TIDEWAITER_PASSWORD encrypts it"
                                    .formatted(OneLine.of(privateFile().toString())));
        }
    }

    /// Without it, the new private key does not stay either.
    private void createPublic(SigningKey key) throws ProblemException {
        try {
            create(publicFile(), WrittenKey.ofPublic(key.publicKey()), false);
        } catch (ProblemException e) {
            if (!replacing) {
                discard(privateFile());
            }
            throw e;
        }
    }

    private static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException _) {
            // what cannot be written may not be deletable; the problem is told anyway
        }
    }

    private static byte[] secret(SigningKey key, Password password) {
        return password.isEmpty()
                ? WrittenKey.plain(key)
                : WrittenKey.encrypted(key, password, new SecureRandom());
    }

    private void create(Path file, byte[] content, boolean secret) throws ProblemException {
        try {
            if (!replacing) {
                fill(file, content, secret);
                return;
            }
            var draft = file.resolveSibling(".tidewaiter-" + UUID.randomUUID() + ".part");
            try {
                fill(draft, content, secret);
                Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (FileAlreadyExistsException _) {
            throw exists(file);
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            "output-failed",
                            "writing %s failed: %s".formatted(file, e),
                            "check that the folder exists, and that you may write there"),
                    e);
        }
    }

    /// The file must not be there, and has its mode from its first moment.
    private static void fill(Path file, byte[] content, boolean secret) throws IOException {
        var how = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var out = FileChannel.open(file, how, mode(file, secret))) {
            write(content, out);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException e) {
            discard(file);
            throw e;
        }
    }

    private static void write(byte[] content, FileChannel out) throws IOException {
        var rest = ByteBuffer.wrap(content);
        while (rest.hasRemaining()) {
            out.write(rest);
        }
        out.force(true);
    }

    private static FileAttribute<?>[] mode(Path file, boolean secret) throws IOException {
        FileStore store = Files.getFileStore(file.toAbsolutePath().resolveSibling(".").normalize());
        return secret && store.supportsFileAttributeView(PosixFileAttributeView.class)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
