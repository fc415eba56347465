package org.tidewaiter.scan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.inventory.bill.BillReader;
import org.tidewaiter.model.FileAccount;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.ProblemException;

/// A bill of materials on disk, which stands for the image that it is of.
///
/// @param name as the user typed it
public record BillFile(Path path, String name) {
    /// The kind of source that a report names.
    public static final String KIND = "sbom";

    private static final String PREFIX = KIND + ":";
    private static final int SNIFFED_BYTES = 4096;

    /// `sbom:1` is an image of that name, as long as there is no such file.
    private static final Pattern VERSION = Pattern.compile("[0-9][^/:]*|latest");

    private static final Pattern YOCTO = Pattern.compile(".*\\.spdx\\.tar(?:\\.zst|\\.gz)?");

    /// Takes a name for a bill of materials if it has the prefix `sbom:`, or if it is that of an
    /// existing file which begins like one, with `{`, `<` or `SPDXVersion:`, or is called like
    /// Yocto's archives of them (`.spdx.tar.zst`).
    public static Optional<BillFile> named(String name) {
        if (name.startsWith(PREFIX)) {
            boolean isVersion = VERSION.matcher(name.substring(PREFIX.length())).matches();
            return place(name)
                    .filter(path -> !isVersion || Files.isRegularFile(path))
                    .map(path -> new BillFile(path, name));
        }
        var path = place(name).filter(Files::isRegularFile);
        return path.isPresent() && (isYoctos(name) || beginsLikeOne(path.get()))
                ? Optional.of(new BillFile(path.get(), name))
                : Optional.empty();
    }

    /// Where a bill of that name would be; the one file that is looked at to tell, and read.
    static Optional<Path> place(String name) {
        var text = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }

    private static boolean isYoctos(String name) {
        return YOCTO.matcher(name).matches();
    }

    private static boolean beginsLikeOne(Path path) {
        try (var in = Files.newInputStream(path)) {
            return BillReader.accepts(in.readNBytes(SNIFFED_BYTES));
        } catch (IOException _) {
            return false; // whoever opens it says why
        }
    }

    /// What the document lists, as of an image. What it says of files and layers is not taken over,
    /// since nobody has looked at them here; nor is the digest, which it only claims.
    ///
    /// @throws ProblemException as [#inventory]
    public Inventory asImage() throws ProblemException {
        return asImage(inventory());
    }

    Inventory asImage(Inventory inventory) {
        var source =
                new ImageSource(
                        KIND,
                        name,
                        Optional.empty(),
                        Optional.empty(),
                        inventory.source().platform(),
                        List.of());
        return new Inventory(
                source,
                inventory.distribution(),
                inventory.packages(),
                FileAccount.NONE,
                inventory.gaps(),
                inventory.dependencies(),
                inventory.code());
    }

    /// What the document says, of the image that it names.
    ///
    /// @throws ProblemException `sbom-not-found`, `sbom-too-large`, `sbom-broken`,
    ///   `sbom-unreadable`
    public Inventory inventory() throws ProblemException {
        try (var in = open()) {
            return parse(in);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /// Reads it whole, for whoever needs it twice.
    ///
    /// @throws ProblemException `sbom-not-found`, `sbom-too-large`, `sbom-unreadable`
    public BillBytes read() throws ProblemException {
        try (var in = open()) {
            var bytes = in.readNBytes(Math.toIntExact(BillReader.MAX_BYTES + 1));
            if (bytes.length > BillReader.MAX_BYTES) {
                throw tooLarge();
            }
            return new BillBytes(this, bytes);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private InputStream open() throws ProblemException, IOException {
        if (!Files.isRegularFile(path)) {
            throw new ProblemException(
                    "sbom-not-found", "there is no file '%s'".formatted(path), "check the path");
        }
        if (Files.size(path) > BillReader.MAX_BYTES) {
            throw tooLarge();
        }
        return Files.newInputStream(path);
    }

    /// @throws ProblemException `sbom-broken`, `sbom-unreadable`
    Inventory parse(InputStream in) throws ProblemException {
        try {
            return BillReader.read(in, path.getFileName().toString());
        } catch (MalformedFileException e) {
            throw new ProblemException(
                    "sbom-broken",
                    "'%s' is no bill of materials that can be read: %s"
                            .formatted(path, e.getMessage()),
                    "give it as CycloneDX 1.x in JSON or XML, as SPDX 2.x in JSON or tag-value, as"
                            + " SPDX 3 in JSON-LD, or as an archive of Yocto (.spdx.tar.zst)");
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private ProblemException tooLarge() {
        return new ProblemException(
                "sbom-too-large",
                "'%s' is larger than %,d bytes".formatted(path, BillReader.MAX_BYTES),
                "write it without the files in the image");
    }

    private ProblemException unreadable(IOException e) {
        return new ProblemException(
                "sbom-unreadable",
                "'%s' could not be read: %s".formatted(path, e.getMessage()),
                "check the file and its permissions");
    }
}
