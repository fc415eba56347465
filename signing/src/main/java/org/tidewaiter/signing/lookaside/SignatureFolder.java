package org.tidewaiter.signing.lookaside;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;

/// Puts signatures where others look for them, each into a file of its own under the next number
/// that is free. Nothing is ever replaced, also where several sign at once, and no file is seen
/// half written.
public final class SignatureFolder {
    private SignatureFolder() {}

    /// @param place what [LookasideConfiguration#stagingFor] says of the image
    /// @return the new file
    public static Path put(URI place, ImageReference image, Digest digest, byte[] message)
            throws ProblemException {
        if (!Lookaside.isOnDisk(place)) {
            throw new ProblemException(
                    "signature-unwritable",
                    "signatures of %s would be put at %s, which is no folder"
                            .formatted(image, place),
                    "name a folder with 'lookaside-staging: file:///...' in registries.d, or with"
                            + " --output-folder");
        }
        var first = Path.of(Lookaside.signature(place, image, digest, 1));
        var folder = requireNonNull(first.getParent());
        try {
            Files.createDirectories(folder);
            return put(folder, place, image, digest, message);
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            "signature-unwritable",
                            "no signature can be put into %s: %s".formatted(folder, e),
                            "ask for the right to write there, or name another --output-folder"),
                    e);
        }
    }

    private static Path put(
            Path folder, URI place, ImageReference image, Digest digest, byte[] message)
            throws IOException, ProblemException {
        var whole = folder.resolve(".new-" + UUID.randomUUID());
        try {
            Files.write(whole, message);
            for (int number = 1; number <= Lookaside.MAX_SIGNATURES; number++) {
                var file = Path.of(Lookaside.signature(place, image, digest, number));
                try {
                    return place(whole, file);
                } catch (FileAlreadyExistsException _) {
                    // the next number may be free
                }
            }
        } finally {
            Files.deleteIfExists(whole);
        }
        throw new ProblemException(
                "too-many-attachments",
                "there are %d signatures of %s in %s already"
                        .formatted(Lookaside.MAX_SIGNATURES, digest, folder),
                "remove those that are not needed");
    }

    private static Path place(Path whole, Path file) throws IOException {
        try {
            return Files.createLink(file, whole);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException _) {
            return placeWithoutLink(whole, file);
        }
    }

    /// Who looks at the same moment may see an empty file.
    ///
    /// @throws FileAlreadyExistsException where the number is taken
    static Path placeWithoutLink(Path whole, Path file) throws IOException {
        Files.createFile(file);
        try {
            return Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.delete(file);
            throw e;
        }
    }
}
