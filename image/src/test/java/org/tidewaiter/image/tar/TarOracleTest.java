package org.tidewaiter.image.tar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.tidewaiter.testkit.Property;
import org.tidewaiter.testkit.image.TarBuilder;
import org.tidewaiter.testkit.image.TarHeaderBytes;

/// Another reader, and another writer, agree with ours.
class TarOracleTest {
    private record Seen(
            String path, long sizeBytes, int mode, long uid, String link, int content) {}

    @Test
    void whatWeBuildIsReadAlike() {
        Property.forAll(
                TarOracleTest::archive, bytes -> assertThat(ours(bytes)).isEqualTo(theirs(bytes)));
    }

    @Test
    void whatTheyWriteIsReadAlike() {
        Property.forAll(
                TarOracleTest::writtenByCommons,
                bytes -> assertThat(ours(bytes)).isEqualTo(theirs(bytes)));
    }

    private static byte[] archive(Random random) {
        var tar = tar();
        for (int i = random.nextInt(6); i >= 0; i--) {
            entry(tar, random);
        }
        return random.nextBoolean() ? tar.bytes() : tar.bytesWithoutEnd();
    }

    private static void entry(TarBuilder tar, Random random) {
        var name = name(random);
        var content = new byte[random.nextInt(1500)];
        random.nextBytes(content);
        switch (random.nextInt(6)) {
            case 0 -> tar.directory(name);
            case 1 -> tar.symlink(name, name(random));
            case 2 -> tar.hardLink(name, name(random));
            case 3 ->
                    tar.pax(Map.of("path", name, "size", "" + content.length, "uid", "5000000"))
                            .entry(TarHeaderBytes.of('0', "short"), content);
            case 4 ->
                    tar.entry(
                            TarHeaderBytes.of('0', name)
                                    .owner(random.nextInt(1 << 30), 0)
                                    .size(content.length)
                                    .binaryNumbers(),
                            content);
            default -> tar.file(name, content, random.nextInt(07777));
        }
    }

    private static String name(Random random) {
        var name = new StringBuilder("r");
        for (int i = random.nextInt(20); i >= 0; i--) {
            name.append(
                    List.of("usr/", "a", "b/c", "\u00e9", "long-segment/", " ")
                            .get(random.nextInt(6)));
        }
        return name.append("z").toString();
    }

    private static byte[] writtenByCommons(Random random) throws RuntimeException {
        var out = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(out, "UTF-8")) {
            boolean pax = random.nextBoolean();
            tar.setLongFileMode(
                    pax
                            ? TarArchiveOutputStream.LONGFILE_POSIX
                            : TarArchiveOutputStream.LONGFILE_GNU);
            tar.setBigNumberMode(
                    pax
                            ? TarArchiveOutputStream.BIGNUMBER_POSIX
                            : TarArchiveOutputStream.BIGNUMBER_STAR);
            tar.setAddPaxHeadersForNonAsciiNames(pax);
            for (int i = random.nextInt(6); i >= 0; i--) {
                var content = new byte[random.nextInt(1500)];
                random.nextBytes(content);
                if (random.nextInt(4) == 0) {
                    var link = new TarArchiveEntry(name(random), TarConstants.LF_SYMLINK);
                    link.setLinkName(name(random));
                    tar.putArchiveEntry(link);
                } else {
                    var entry = new TarArchiveEntry(name(random));
                    entry.setSize(content.length);
                    entry.setUserId(random.nextLong(1L << 31));
                    tar.putArchiveEntry(entry);
                    tar.write(content);
                }
                tar.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static List<Seen> ours(byte[] bytes) throws IOException {
        var seen = new ArrayList<Seen>();
        try (var tar = new TarReader(new ByteArrayInputStream(bytes))) {
            for (var next = tar.next(); next.isPresent(); next = tar.next()) {
                var entry = next.get();
                seen.add(
                        new Seen(
                                entry.path(),
                                entry.sizeBytes(),
                                entry.mode(),
                                entry.uid(),
                                entry.linkTarget(),
                                java.util.Arrays.hashCode(tar.content().readAllBytes())));
            }
        }
        return seen;
    }

    private static List<Seen> theirs(byte[] bytes) throws IOException {
        var seen = new ArrayList<Seen>();
        try (var tar = new TarArchiveInputStream(new ByteArrayInputStream(bytes), "UTF-8")) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var link = entry.isLink() ? normal(entry.getLinkName()) : entry.getLinkName();
                seen.add(
                        new Seen(
                                normal(entry.getName()),
                                entry.getSize(),
                                entry.getMode() & 07777,
                                entry.getLongUserId(),
                                link,
                                java.util.Arrays.hashCode(tar.readAllBytes())));
            }
        }
        return seen;
    }

    private static String normal(String name) {
        return name.replaceAll("/+", "/").replaceFirst("/$", "");
    }
}
