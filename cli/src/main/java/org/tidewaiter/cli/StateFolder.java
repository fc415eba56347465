package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.json.MalformedJsonException;
import org.tidewaiter.scan.BillFile;
import org.tidewaiter.scan.Rescanning;
import org.tidewaiter.scan.rescan.LastResult;
import org.tidewaiter.scan.rescan.LastResultForm;

/// What was found of one stored inventory the last time: a folder with the result and a copy of the
/// inventory as it was then, so that it can be judged again when it is replaced.
///
/// @param folder of this inventory alone
/// @param inventory the file as it is now
record StateFolder(Path folder, Path inventory) {
    /// Longer than the result of any inventory that we read.
    private static final long MAX_BYTES = 256 << 20;

    private static final int LONGEST_NAME = 200;

    /// @param all the folder with what is kept of all inventories
    /// @param name of the inventory among them
    static StateFolder in(Path all, String name, Path inventory) {
        return new StateFolder(all.resolve(encoded(name)), inventory);
    }

    /// As one name of a folder; what is no plain letter is written `%2F`.
    private static String encoded(String name) {
        var encoded = new StringBuilder();
        for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
            char letter = (char) (octet & 0xff);
            boolean plain =
                    letter < 0x80
                            && (Character.isLetterOrDigit(letter)
                                    || letter == '-'
                                    || letter == '_'
                                    || (letter == '.' && !encoded.isEmpty()));
            if (plain) {
                encoded.append(letter);
            } else {
                encoded.append('%').append("%02X".formatted((int) letter));
            }
        }
        return encoded.length() <= LONGEST_NAME
                ? encoded.toString()
                : VerifiedBytes.sha256(name.getBytes(StandardCharsets.UTF_8)).hex();
    }

    /// What was known of the inventory.
    ///
    /// @return nothing the first time
    /// @throws ProblemException `last-result-broken`
    Optional<Rescanning.Then> read() throws ProblemException {
        if (!Files.exists(result())) {
            return Optional.empty();
        }
        try {
            if (Files.size(result()) > MAX_BYTES) {
                throw new IOException("it is larger than %,d bytes".formatted(MAX_BYTES));
            }
            var last = LastResultForm.read(Files.readAllBytes(result()));
            var file = digest(inventory).equals(last.inventory()) ? inventory : copy();
            if (!digest(file).equals(last.inventory())) {
                throw new IOException("it is of another inventory than " + file);
            }
            return Optional.of(
                    new Rescanning.Then(new BillFile(file, inventory.toString()).asImage(), last));
        } catch (IOException | MalformedJsonException e) {
            throw broken(e);
        }
    }

    /// @throws ProblemException `output-failed`
    void write(LastResult result) throws ProblemException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            "output-failed",
                            "the folder %s could not be made: %s".formatted(folder, e),
                            "name another with --state"),
                    e);
        }
        AtomicFile.write(copy(), out -> Files.copy(inventory, out));
        AtomicFile.write(result(), out -> LastResultForm.write(result, out));
    }

    static Digest digest(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException("%s is larger than %,d bytes".formatted(file, MAX_BYTES));
        }
        return VerifiedBytes.sha256(Files.readAllBytes(file));
    }

    private Path result() {
        return folder.resolve("result.json");
    }

    /// With its name, by which some forms are told.
    private Path copy() {
        return folder.resolve("inventory-" + inventory.getFileName());
    }

    private ProblemException broken(Exception e) {
        return new ProblemException(
                new Problem(
                        "last-result-broken",
                        "what was found of %s the last time cannot be used: %s"
                                .formatted(inventory, e.getMessage()),
                        "delete the folder %s, and the next run begins anew".formatted(folder)),
                e);
    }
}
