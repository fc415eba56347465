package org.tidewaiter.testkit.packages;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// The bytes of a Java archive: `jar().pom("g", "a", "1").withClass("g/Main").bytes()`.
public final class Jar {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(bytes);

    private Jar() {}

    public static Jar jar() {
        return new Jar();
    }

    /// `META-INF/MANIFEST.MF`.
    ///
    /// @param attributes of the main section, as `Name: value`
    public Jar manifest(String... attributes) {
        return with(
                "META-INF/MANIFEST.MF",
                "Manifest-Version: 1.0\n" + String.join("\n", attributes) + "\n\n");
    }

    /// The `pom.properties` that Maven leaves in an archive.
    public Jar pom(String group, String artifact, String version) {
        return with(
                "META-INF/maven/%s/%s/pom.properties".formatted(group, artifact),
                "#Created by Apache Maven 3.9.9\nversion=%s\ngroupId=%s\nartifactId=%s\n"
                        .formatted(version, group, artifact));
    }

    /// An empty class file.
    ///
    /// @param name with slashes
    public Jar withClass(String name) {
        return with(name + ".class", "");
    }

    public Jar with(String name, String content) {
        return with(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /// An entry, deflated.
    public Jar with(String name, byte[] content) {
        return entry(new ZipEntry(name), content);
    }

    /// An entry that is not compressed, as Spring Boot has nested archives.
    public Jar withStored(String name, byte[] content) {
        var entry = new ZipEntry(name);
        var checksum = new CRC32();
        checksum.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(checksum.getValue());
        return entry(entry, content);
    }

    /// Ends the archive: nothing can be added afterwards.
    public byte[] bytes() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private Jar entry(ZipEntry entry, byte[] content) {
        entry.setTimeLocal(LocalDateTime.of(2024, 1, 1, 0, 0));
        try {
            zip.putNextEntry(entry);
            zip.write(content);
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }
}
