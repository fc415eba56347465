package org.tidewaiter.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.clearance.BreakGlass;
import org.tidewaiter.model.clearance.Clearance;
import org.tidewaiter.model.clearance.Head;
import org.tidewaiter.signing.charter.SignedCharter;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.clearance.BreakGlassFile;
import org.tidewaiter.signing.clearance.ClearanceReader;
import org.tidewaiter.signing.clearance.HeadFile;
import org.tidewaiter.signing.clearance.HeadMemory;

/// A folder of clearances, heads and words that break the glass, told by the ends of their names.
/// It is looked at again at most every second, and verified again where it has changed, and every
/// minute, since keys and charters end too. Safe for use by many threads.
///
/// A head that is older than one that was seen is none. What is none of what its name says is left
/// out, and told: it never makes the others count less.
public final class ClearanceFolder implements KnownClearances {
    public static final String CLEARANCE = ".clearance.json";
    public static final String HEAD = ".head.json";
    public static final String BREAK_GLASS = ".break-glass.json";

    private static final int MAX_FILES = 20_000;
    private static final long MAX_BYTES = 512L << 20;
    private static final Duration GLANCE = Duration.ofSeconds(1);
    private static final Duration VERIFICATION = Duration.ofMinutes(1);

    private final Path folder;
    private final CharterSource charter;
    private final HeadMemory memory;
    private final Clock clock;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Optional<Snapshot> newest = Optional.empty();

    /// Gives the charter as it is now.
    public interface CharterSource {
        SignedCharter read() throws RefusedException, ProblemException;
    }

    /// @param files their names with times and sizes, which tell whether they have changed
    private record Snapshot(
            Known known, SortedMap<String, String> files, Instant seen, Instant verified) {}

    public ClearanceFolder(Path folder, CharterSource charter, HeadMemory memory, Clock clock) {
        this.folder = folder;
        this.charter = charter;
        this.memory = memory;
        this.clock = clock;
    }

    @Override
    public Known known() {
        var now = clock.instant();
        var last = newest;
        if (last.isPresent() && isWithin(last.get().seen, GLANCE, now)) {
            return last.get().known;
        }
        if (last.isPresent() && !reading.tryLock()) {
            return last.get().known; // somebody else is looking
        }
        if (last.isEmpty()) {
            reading.lock();
        }
        try {
            return look(now).known;
        } finally {
            reading.unlock();
        }
    }

    /// As it is at this moment.
    Known newest() {
        reading.lock();
        try {
            return look(clock.instant()).known;
        } finally {
            reading.unlock();
        }
    }

    Path folder() {
        return folder;
    }

    CharterSource charter() {
        return charter;
    }

    HeadMemory memory() {
        return memory;
    }

    Clock clock() {
        return clock;
    }

    private static boolean isWithin(Instant before, Duration span, Instant now) {
        return !now.isBefore(before) && now.isBefore(before.plus(span));
    }

    private Snapshot look(Instant now) {
        Snapshot next;
        try {
            var files = files();
            next =
                    newest.filter(one -> one.files.equals(files))
                            .filter(one -> isWithin(one.verified, VERIFICATION, now))
                            .map(one -> new Snapshot(one.known, files, now, one.verified))
                            .orElseGet(() -> new Snapshot(verified(files, now), files, now, now));
        } catch (IOException e) {
            next = new Snapshot(troubled(reason(e)), new TreeMap<>(), now, now);
        }
        newest = Optional.of(next);
        return next;
    }

    private static Known troubled(String trouble) {
        return new Known(List.of(), List.of(), List.of(), trouble);
    }

    private static String reason(IOException e) {
        return e instanceof NoSuchFileException
                ? "there is no " + e.getMessage()
                : String.valueOf(e);
    }

    private SortedMap<String, String> files() throws IOException {
        var files = new TreeMap<String, String>();
        try (var list = Files.newDirectoryStream(folder, ClearanceFolder::isOurs)) {
            for (var file : list) {
                var stamp = Files.getLastModifiedTime(file) + " " + Files.size(file);
                files.put(file.getFileName().toString(), stamp);
                if (files.size() > MAX_FILES) {
                    throw new IOException("more than %d files in %s".formatted(MAX_FILES, folder));
                }
            }
        }
        return files;
    }

    private static boolean isOurs(Path file) {
        var name = file.getFileName().toString();
        return name.endsWith(CLEARANCE) || name.endsWith(HEAD) || name.endsWith(BREAK_GLASS);
    }

    private Known verified(SortedMap<String, String> files, Instant now) {
        try {
            var signed = charter.read();
            var contents = new Contents(signed, ClearanceReader.of(signed, now), memory, now);
            for (var name : files.keySet()) {
                contents.add(folder.resolve(name));
            }
            return contents.known();
        } catch (RefusedException e) {
            return troubled("the charter does not count: " + Words.of(e));
        } catch (ProblemException e) {
            return troubled(e.problem().what());
        }
    }

    /// What was read so far.
    private static final class Contents {
        private final SignedCharter charter;
        private final ClearanceReader reader;
        private final HeadMemory memory;
        private final Instant now;
        private final List<Clearance> clearances = new ArrayList<>();
        private final List<Head> heads = new ArrayList<>();
        private final List<BreakGlass> broken = new ArrayList<>();
        private final List<String> trouble = new ArrayList<>();
        private long bytes;

        Contents(SignedCharter charter, ClearanceReader reader, HeadMemory memory, Instant now) {
            this.charter = charter;
            this.reader = reader;
            this.memory = memory;
            this.now = now;
        }

        void add(Path file) {
            var name = file.getFileName().toString();
            try {
                if (name.endsWith(CLEARANCE)) {
                    clearances.add(reader.read(bytes(file, ClearanceReader.MAX_BYTES)));
                } else if (name.endsWith(HEAD)) {
                    var head = bytes(file, HeadFile.MAX_BYTES);
                    var verified = HeadFile.read(head, charter, now);
                    memory.remember(verified, head, charter, now);
                    heads.add(verified);
                } else {
                    broken.add(
                            BreakGlassFile.read(bytes(file, BreakGlassFile.MAX_BYTES))
                                    .verify(charter, now));
                }
            } catch (RefusedException e) {
                trouble.add("%s does not count: %s".formatted(name, Words.of(e)));
            } catch (IOException e) {
                trouble.add("%s cannot be read: %s".formatted(name, reason(e)));
            }
        }

        private byte[] bytes(Path file, int most) throws IOException {
            try (var in = Files.newInputStream(file)) {
                var read = in.readNBytes(most + 1);
                bytes += read.length;
                if (bytes > MAX_BYTES) {
                    throw new IOException("the folder has more than %d bytes".formatted(MAX_BYTES));
                }
                return read;
            }
        }

        Known known() {
            return new Known(clearances, heads, broken, String.join("; ", trouble));
        }
    }
}
