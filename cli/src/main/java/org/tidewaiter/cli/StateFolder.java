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
import org.tidewaiter.scan.BillBytes;
import org.tidewaiter.scan.BillFile;
import org.tidewaiter.scan.Rescanning;
import org.tidewaiter.scan.rescan.LastResult;
import org.tidewaiter.scan.rescan.LastResultForm;

/// What was found of one stored inventory the last time: a folder with the result and a copy of the
/// inventory as it was then, so that it can be judged again when it is replaced.
///
/// The copy is named by its digest and written first; the result, which names that digest, takes
/// its place by rename. Whatever happens in between, the old result stands with the old copy.
///
/// @param folder of this inventory alone
/// @param inventory the file as it is now
record StateFolder(Path folder, BillFile inventory) {
    /// Longer than the result of any inventory that we read.
    private static final long MAX_BYTES = 256 << 20;

    private static final int LONGEST_NAME = 200;
    private static final int SHORTENED_NAME = 100;

    /// @param all the folder with what is kept of all inventories
    /// @param name of the inventory among them
    static StateFolder in(Path all, String name, BillFile inventory) {
        return new StateFolder(all.resolve(encoded(name)), inventory);
    }

    /// As one name of a folder; what is no plain letter is written `%2F`. A long one ends in `%_`
    /// and its digest.
    private static String encoded(String name) {
        var encoded = new StringBuilder();
        var utf8 = name.getBytes(StandardCharsets.UTF_8);
        for (byte octet : utf8) {
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
                : encoded.substring(0, SHORTENED_NAME) + "%_" + VerifiedBytes.sha256(utf8).hex();
    }

    /// What was known of the inventory.
    ///
    /// @param now need not be read again where it is what it was
    /// @return nothing the first time
    /// @throws ProblemException `last-result-broken`
    Optional<Rescanning.Then> read(BillBytes now) throws ProblemException {
        if (!Files.exists(result())) {
            return Optional.empty();
        }
        try {
            if (Files.size(result()) > MAX_BYTES) {
                throw new IOException("it is larger than %,d bytes".formatted(MAX_BYTES));
            }
            var last = LastResultForm.read(Files.readAllBytes(result()));
            var then = now.digest().equals(last.inventory()) ? now : copied(last.inventory());
            return Optional.of(new Rescanning.Then(then.asImage(), last));
        } catch (IOException | MalformedJsonException e) {
            throw broken(e);
        }
    }

    private BillBytes copied(Digest digest) throws ProblemException, IOException {
        var copy = copy(digest);
        if (!Files.exists(copy)) {
            throw new IOException("the copy %s is gone".formatted(copy));
        }
        var bytes = new BillFile(copy, inventory.name()).read();
        if (!bytes.digest().equals(digest)) {
            throw new IOException("the copy %s was changed".formatted(copy));
        }
        return bytes;
    }

    /// Keeps a copy, which counts once [#write] names it.
    ///
    /// @return why it could not be kept
    Optional<ProblemException> copy(BillBytes bill) {
        try {
            Files.createDirectories(folder);
            AtomicFile.write(copy(bill.digest()), bill::writeTo);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(
                    new ProblemException(
                            new Problem(
                                    "output-failed",
                                    "the folder %s could not be made: %s".formatted(folder, e),
                                    "name another with --state"),
                            e));
        } catch (ProblemException e) {
            return Optional.of(e);
        }
    }

    /// @param result of an inventory of which there is a copy
    /// @param before of which copy no more is to be known
    /// @throws ProblemException `output-failed`
    void write(LastResult result, Optional<Digest> before) throws ProblemException {
        AtomicFile.write(result(), out -> LastResultForm.write(result, out));
        if (before.isPresent() && !before.get().equals(result.inventory())) {
            try {
                Files.deleteIfExists(copy(before.get()));
            } catch (IOException _) {
                return; // nothing names it any more
            }
        }
    }

    private Path result() {
        return folder.resolve("result.json");
    }

    private Path copy(Digest digest) {
        return folder.resolve("inventory-" + digest.hex());
    }

    private ProblemException broken(Exception e) {
        return new ProblemException(
                new Problem(
                        "last-result-broken",
                        "what was found of %s the last time cannot be used: %s"
                                .formatted(inventory.path(), e.getMessage()),
                        "delete the folder %s, and the next run begins anew".formatted(folder)),
                e);
    }
}
