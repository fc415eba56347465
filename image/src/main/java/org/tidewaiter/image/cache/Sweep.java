package org.tidewaiter.image.cache;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/// Takes out of a cache what nobody has used for a month, answers of other days, what was left by
/// those who were killed while they wrote, and of the rest what was used least recently until it is
/// small enough.
///
/// It deletes only files with the names that we give, and follows no link in the folders of
/// entries. Several may sweep at once, and whoever reads a file while it is deleted reads it to its
/// end.
final class Sweep {
    /// How the name of a file ends that is being written.
    static final String DRAFT = ".tmp";

    /// How the name of a file ends that says that a layer is being read.
    static final String NOTE = ".reading";

    private static final Pattern ENTRY = Pattern.compile("[0-9a-f]{64}|[0-9a-f]{128}");
    private static final Pattern UNFINISHED =
            Pattern.compile("\\.[0-9a-f]+(-[0-9a-f]+\\.tmp|\\.reading)");
    private static final Pattern READERS = Pattern.compile("[0-9a-f]{16}");
    private static final Duration UNUSED = Duration.ofDays(30);

    /// An answer is asked for by its day.
    private static final Duration PAST = Duration.ofDays(2);

    private static final Duration WRITING = Duration.ofHours(1);

    /// Of all that may stay; they are many where each question has words of its own.
    private static final int ANSWERS_SHARE = 8;

    private final Path root;
    private final Instant now;
    private final long maxBytes;
    private final List<Entry> layers = new ArrayList<>();
    private final List<Entry> answers = new ArrayList<>();

    /// @param maxBytes that may stay; 0 for no bound
    Sweep(Path root, Instant now, long maxBytes) {
        this.root = root;
        this.now = now;
        this.maxBytes = maxBytes;
    }

    /// @param used when; never in the future
    private record Entry(Path file, long bytes, Instant used) {}

    void run() {
        list(root.resolve(AnswerCache.FOLDER)).forEach(file -> look(file, answers, PAST));
        list(root.resolve("configs")).forEach(this::lookAtLayer);
        for (var readers : list(root.resolve("layers"))) {
            if (READERS.matcher(readers.getFileName().toString()).matches()
                    && Files.isDirectory(readers, LinkOption.NOFOLLOW_LINKS)) {
                list(readers).forEach(this::lookAtLayer);
                deleteIfEmpty(readers);
            }
        }
        if (maxBytes > 0) {
            shrink(answers, maxBytes / ANSWERS_SHARE);
            layers.addAll(answers);
            shrink(layers, maxBytes);
        }
    }

    private void lookAtLayer(Path file) {
        look(file, layers, UNUSED);
    }

    /// @param entries that it is added to if it may stay
    /// @param unused so long it may not
    private void look(Path file, List<Entry> entries, Duration unused) {
        var name = file.getFileName().toString();
        boolean isEntry = ENTRY.matcher(name).matches();
        if (!isEntry && !UNFINISHED.matcher(name).matches()) {
            return;
        }
        try {
            var attributes =
                    Files.readAttributes(
                            file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            var time = attributes.lastModifiedTime().toInstant();
            var age = Duration.between(time, now);
            if (!attributes.isRegularFile()) {
                return;
            }
            if (isEntry ? age.compareTo(unused) > 0 : age.abs().compareTo(WRITING) > 0) {
                Files.deleteIfExists(file);
            } else if (isEntry) {
                entries.add(new Entry(file, attributes.size(), age.isNegative() ? now : time));
            }
        } catch (IOException _) {
            // another sweeps too, or it is not ours to delete
        }
    }

    /// @param entries loses those that go
    private static void shrink(List<Entry> entries, long maxBytes) {
        long total = entries.stream().mapToLong(Sweep::blocks).sum();
        entries.sort(Comparator.comparing(Entry::used).thenComparing(Entry::file));
        int gone = 0;
        while (total > maxBytes && gone < entries.size()) {
            var entry = entries.get(gone++);
            total -= blocks(entry);
            try {
                Files.deleteIfExists(entry.file);
            } catch (IOException _) {
                // not ours to delete
            }
        }
        entries.subList(0, gone).clear();
    }

    /// What a file takes of a disk.
    private static long blocks(Entry entry) {
        return Math.ceilDiv(entry.bytes, KeptFiles.BLOCK_BYTES) * KeptFiles.BLOCK_BYTES;
    }

    private static void deleteIfEmpty(Path directory) {
        try (var inside = Files.newDirectoryStream(directory)) {
            if (!inside.iterator().hasNext()) {
                Files.deleteIfExists(directory);
            }
        } catch (IOException _) {
            // somebody has written into it
        }
    }

    /// @return nothing where there is none
    static List<Path> list(Path directory) {
        var all = new ArrayList<Path>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> inside = Files.newDirectoryStream(directory)) {
                inside.forEach(all::add);
            } catch (IOException | DirectoryIteratorException _) {
                // what was listed is swept
            }
        }
        return all;
    }
}
