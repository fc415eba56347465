package org.tidewaiter.image.pass;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipFile;
import org.tidewaiter.model.Digest;

/// A SHA-256 over texts and over what the jars, or the class directories, hold that classes came
/// from.
final class CodeDigest {
    private final MessageDigest sha256;
    private final Set<Path> added = new HashSet<>();

    CodeDigest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    void addText(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        addLength(bytes.length);
        sha256.update(bytes);
    }

    /// Where the code cannot be read, the digest is one that never comes again.
    void addCodeOf(Class<?> type) {
        try {
            var source = type.getProtectionDomain().getCodeSource();
            if (source == null) {
                addText(UUID.randomUUID().toString());
                return;
            }
            var place = Path.of(source.getLocation().toURI());
            if (added.add(place)) {
                if (Files.isDirectory(place)) {
                    addFiles(place);
                } else {
                    addEntries(place);
                }
            }
        } catch (IOException | URISyntaxException | IllegalArgumentException _) {
            addText(UUID.randomUUID().toString());
        }
    }

    Digest digest() {
        return Digest.ofSha256(sha256.digest());
    }

    private void addFiles(Path place) throws IOException {
        try (var files = Files.walk(place)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                addText(place.relativize(file).toString());
                addLength(Files.size(file));
                sha256.update(Files.readAllBytes(file));
            }
        }
    }

    /// A jar has a checksum of every entry, which costs a start less than digesting all of them.
    private void addEntries(Path jar) throws IOException {
        try (var zip = new ZipFile(jar.toFile())) {
            zip.stream()
                    .forEach(entry -> {
                        addText(entry.getName());
                        addLength(entry.getSize());
                        addLength(entry.getCrc());
                    });
        }
    }

    private void addLength(long length) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            sha256.update((byte) (length >>> shift));
        }
    }
}
