package org.tidewaiter.image.directory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.image.tar.Entry;
import org.tidewaiter.image.tar.Entry.Kind;

class DirectoryTreeTest {
    @TempDir Path root;

    @Test
    void entriesComeInTheOrderOfTheirNames() throws Exception {
        Files.createDirectories(root.resolve("b/c"));
        Files.writeString(root.resolve("b/c/file"), "12345");
        Files.createDirectory(root.resolve("a"));
        Files.writeString(root.resolve("c"), "");

        assertThat(entries(root))
                .extracting(Entry::path, Entry::kind, Entry::sizeBytes)
                .containsExactly(
                        tuple("a", Kind.DIRECTORY, 0L),
                        tuple("b", Kind.DIRECTORY, 0L),
                        tuple("b/c", Kind.DIRECTORY, 0L),
                        tuple("b/c/file", Kind.FILE, 5L),
                        tuple("c", Kind.FILE, 0L));
    }

    @Test
    void aFileIsAFolderThatHasItAlone() throws Exception {
        var file = Files.writeString(root.resolve("Dockerfile"), "FROM scratch\n");
        Files.writeString(root.resolve("other"), "");

        assertThat(entries(file))
                .extracting(Entry::path, Entry::kind, Entry::sizeBytes)
                .containsExactly(tuple("Dockerfile", Kind.FILE, 13L));
    }

    @Test
    void linksAreToldAndNeverFollowed() throws Exception {
        var outside = Files.createDirectory(root.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "secret");
        var inside = Files.createDirectory(root.resolve("inside"));
        Files.createSymbolicLink(inside.resolve("folder"), outside);
        Files.createSymbolicLink(inside.resolve("loop"), Path.of("../inside"));
        Files.createSymbolicLink(inside.resolve("secret"), outside.resolve("secret"));

        assertThat(entries(inside))
                .extracting(Entry::path, Entry::kind, Entry::linkTarget)
                .containsExactly(
                        tuple("folder", Kind.SYMLINK, outside.toString()),
                        tuple("loop", Kind.SYMLINK, "../inside"),
                        tuple("secret", Kind.SYMLINK, outside.resolve("secret").toString()));
    }

    @Test
    void aRootThatIsALinkIsEntered() throws Exception {
        var real = Files.createDirectory(root.resolve("real"));
        Files.writeString(real.resolve("a"), "");
        var link = Files.createSymbolicLink(root.resolve("link"), real);
        assertThat(entries(link)).extracting(Entry::path).containsExactly("a");
    }

    @Test
    void modesAreTold() throws Exception {
        var file = Files.writeString(root.resolve("a"), "");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x---"));
        assertThat(entries(root).getFirst().mode()).isEqualTo(0750);
    }

    @Test
    void pipesAreNamedAndNotOpened() throws Exception {
        var mkfifo = new ProcessBuilder("mkfifo", root.resolve("pipe").toString()).start();
        assertThat(mkfifo.waitFor()).isZero();
        try (var tree = new DirectoryTree(root)) {
            assertThat(tree.next()).map(Entry::kind).contains(Kind.OTHER);
            assertThat(tree.content().readAllBytes()).isEmpty();
        }
    }

    @Test
    void contentIsThatOfTheCurrentEntry() throws Exception {
        Files.writeString(root.resolve("a"), "first");
        Files.writeString(root.resolve("b"), "second");
        try (var tree = new DirectoryTree(root)) {
            tree.next();
            var first = tree.content();
            assertThat(first.readNBytes(2)).asString(UTF_8).isEqualTo("fi");
            tree.next();
            assertThat(tree.content().readAllBytes()).asString(UTF_8).isEqualTo("second");
            assertThat(tree.next()).isEmpty();
            assertThat(tree.content().readAllBytes()).isEmpty();
        }
    }

    @Test
    void aFileThatWentAwayIsSaid() throws Exception {
        Files.writeString(root.resolve("a"), "");
        Files.writeString(root.resolve("b"), "");
        try (var tree = new DirectoryTree(root)) {
            tree.next();
            Files.delete(root.resolve("b"));
            var gone = tree.next().orElseThrow();
            assertThat(gone.kind()).isEqualTo(Kind.OTHER);
            assertThat(gone.oddity()).contains("not read: it went away");
        }
    }

    @Test
    void aFileWhoseBytesCannotBeReadIsAMatterOfThatFileAlone() throws Exception {
        var memory = Path.of("/proc/self/mem"); // nothing is mapped where it begins
        try (var tree = new DirectoryTree(memory)) {
            tree.next();
            var content = tree.content();
            assertThatThrownBy(content::readAllBytes)
                    .isInstanceOfSatisfying(
                            FileSystemException.class,
                            unread ->
                                    assertThat(unread.getReason()).isEqualTo("Input/output error"));
        }
    }

    @Test
    void anotherFileSystemIsNamedAndNotEntered() throws Exception {
        var dev = Path.of("/dev");
        var mounted = dev.resolve("shm");
        assertThat(FileStatus.of(mounted).device())
                .as("this test needs /dev/shm to be a mount of its own")
                .isNotEqualTo(FileStatus.of(dev).device());

        assertThat(entries(dev))
                .filteredOn(entry -> entry.path().equals("shm"))
                .singleElement()
                .extracting(entry -> entry.oddity().orElse(""))
                .isEqualTo("another file system is mounted here, and is not read");
        assertThat(entries(dev)).noneMatch(entry -> entry.path().startsWith("shm/"));
    }

    @Test
    void namesAreUtf8WhateverTheLocale() throws Exception {
        var bash =
                new ProcessBuilder(
                                "sh",
                                "-c",
                                "cd \"$1\"; : > \"$(printf 'caf\\303\\251')\"",
                                "sh",
                                root.toString())
                        .start();
        assertThat(bash.waitFor()).isZero();
        assertThat(entries(root)).extracting(Entry::path).containsExactly("caf\u00e9");
    }

    private static List<Entry> entries(Path root) throws IOException {
        var entries = new ArrayList<Entry>();
        try (var tree = new DirectoryTree(root)) {
            for (var next = tree.next(); next.isPresent(); next = tree.next()) {
                entries.add(next.get());
            }
        }
        return entries;
    }
}
