package org.tidewaiter.signing.lookaside;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tidewaiter.image.registry.RegistryOptions;
import org.tidewaiter.image.registry.WebFiles;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.ProblemException;

/// The folder in which the GPG signatures of one image are, on disk or on a web server:
/// `signature-1` and on, without a hole. It gives all, or a Problem: only that the next one is not
/// there ends it.
///
/// @param image as it was asked for
/// @param options for a folder on a web server
/// @see "containers/image, docs/signature-protocols.md"
public record Lookaside(
        LookasideConfiguration configuration, ImageReference image, RegistryOptions options) {
    /// As many as containers/image reads.
    static final int MAX_SIGNATURES = 128;

    private static final int MAX_BYTES = 4 << 20;
    private static final int MAX_ALL_BYTES = 64 << 20;

    /// Where the bytes come from.
    private interface Source {
        /// @return nothing only where it is certain that there is no such file
        Optional<byte[]> read(URI place, int maxBytes) throws ProblemException;
    }

    /// @param digest of its manifest or index
    public List<StoredSignature> signatures(Digest digest) throws ProblemException {
        var place = configuration.placeFor(image);
        if (place.isEmpty()) {
            return List.of();
        }
        if (isOnDisk(place.get())) {
            return signatures(place.get(), digest, Lookaside::onDisk);
        }
        try (var web = new WebFiles(options)) {
            return signatures(place.get(), digest, web::read);
        }
    }

    static boolean isOnDisk(URI place) {
        return "file".equals(place.getScheme());
    }

    private List<StoredSignature> signatures(URI place, Digest digest, Source source)
            throws ProblemException {
        var found = new ArrayList<StoredSignature>();
        long bytes = 0;
        while (true) {
            var next = signature(place, image, digest, found.size() + 1);
            var content = source.read(next, MAX_BYTES);
            if (content.isEmpty()) {
                return found;
            }
            bytes += content.get().length;
            if (found.size() == MAX_SIGNATURES || bytes > MAX_ALL_BYTES) {
                throw new ProblemException(
                        "too-many-attachments",
                        "%s has more than %d signatures or %d bytes of them for %s"
                                .formatted(place, MAX_SIGNATURES, MAX_ALL_BYTES, digest),
                        "ask who keeps them to remove those that are not needed");
            }
            found.add(new StoredSignature(next.toString(), content.get()));
        }
    }

    /// @param number from 1
    static URI signature(URI place, ImageReference image, Digest digest, int number) {
        var folder = place.toString();
        int end = folder.length();
        while (end > 0 && folder.charAt(end - 1) == '/') {
            end--;
        }
        return URI.create(
                "%s/%s@%s=%s/signature-%d"
                        .formatted(
                                folder.substring(0, end),
                                image.repository(),
                                digest.algorithm(),
                                digest.hex(),
                                number));
    }

    private static Optional<byte[]> onDisk(URI place, int maxBytes) throws ProblemException {
        try {
            var file = Path.of(place.getPath());
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw unreadable(place, "it is no file");
            }
            try (var in = Files.newInputStream(file)) {
                var bytes = in.readNBytes(maxBytes + 1);
                if (bytes.length > maxBytes) {
                    throw unreadable(place, "it has more than %d bytes".formatted(maxBytes));
                }
                return Optional.of(bytes);
            }
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(place, e.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        }
    }

    private static ProblemException unreadable(URI place, String why) {
        return new ProblemException(
                "signature-unreadable",
                "%s cannot be read: %s".formatted(place, why),
                "check who may read the folder that registries.d names for the image");
    }
}
