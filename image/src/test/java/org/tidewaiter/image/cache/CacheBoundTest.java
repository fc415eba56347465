package org.tidewaiter.image.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.image.cache.PackedOutput.Packed;
import org.tidewaiter.model.Digest;

/// How a cache stays small without being looked through.
class CacheBoundTest {
    private static final Digest READERS = new Digest("sha256", "a".repeat(64));
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final long ROOM_FOR_EIGHT = 8 * KeptFiles.BLOCK_BYTES;

    @TempDir private Path directory;
    private Instant now = NOW;

    @Test
    void whatWasUsedLeastRecentlyGoesWhenThereIsTooMuch() throws Exception {
        keep(8);
        cache(ROOM_FOR_EIGHT).find(READERS, layer(0));
        later(Duration.ofHours(2));
        keepOne(8);

        assertThat(kept()).hasSize(7).contains("00", "08").doesNotContain("01", "02");
    }

    @Test
    void theBoundHoldsHoweverMuchIsWritten() throws Exception {
        for (int i = 0; i < 60; i++) {
            keepOne(i);
            assertThat(kept()).hasSizeLessThanOrEqualTo(8);
            later(Duration.ofMinutes(3));
        }
        assertThat(kept()).contains("59");
    }

    @Test
    void withoutABoundAllStays() throws Exception {
        for (int i = 0; i < 60; i++) {
            cache(0).keep(READERS, layer(i), Readings.ONE_OF_EACH);
        }
        assertThat(kept()).hasSize(60);
    }

    @Test
    void whatNobodyUsedForAMonthGoesWithItsDirectory() throws Exception {
        var older = new Digest("sha256", "e".repeat(64));
        cache(0).keep(older, layer(0), Readings.ONE_OF_EACH);
        cache(0).keep(READERS, layer(1), Readings.ONE_OF_EACH);
        age(Duration.ofDays(20));
        assertThat(cache(0).find(READERS, layer(1))).isPresent();
        later(Duration.ofDays(15));
        cache(0).keep(READERS, layer(2), Readings.ONE_OF_EACH);

        assertThat(kept()).containsExactly("01", "02");
        assertThat(directory.resolve("layers").resolve("e".repeat(16))).doesNotExist();
    }

    @Test
    void answersAreSweptWithLayers() throws Exception {
        var old = layer(90);
        answers().keep(old, new Answer(List.of(), 0, new Packed(new byte[9], 9)));
        var file = directory.resolve("answers").resolve(old.hex());
        touch(file, now.minus(Duration.ofHours(1)));
        for (int i = 0; i < 12; i++) {
            keepOne(i);
        }
        assertThat(file).doesNotExist();
        assertThat(kept()).isNotEmpty();
    }

    /// The day is part of the question.
    @Test
    void answersOfOtherDaysGoBeforeAnyLayer() throws Exception {
        answers().keep(layer(90), new Answer(List.of(), 0, new Packed(new byte[9], 9)));
        answers().keep(layer(91), new Answer(List.of(), 0, new Packed(new byte[9], 9)));
        var past = directory.resolve("answers").resolve(layer(90).hex());
        touch(past, now.minus(Duration.ofHours(49)));
        touch(past.resolveSibling(layer(91).hex()), now.minus(Duration.ofHours(47)));
        keep(3);
        later(Duration.ofHours(25)); // the next sweep, without a bound
        touch(past.resolveSibling(layer(91).hex()), now.minus(Duration.ofHours(47)));
        cache(0).keep(READERS, layer(3), Readings.ONE_OF_EACH);

        assertThat(past).doesNotExist();
        assertThat(past.resolveSibling(layer(91).hex())).exists();
        assertThat(kept()).hasSize(4);
    }

    @Test
    void answersTakeNoMoreThanTheirShareFromLayers() throws Exception {
        long room = 64 * KeptFiles.BLOCK_BYTES;
        for (int i = 0; i < 20; i++) {
            cache(room).keep(READERS, layer(i), Readings.ONE_OF_EACH);
            touch(entry(i), now.minus(Duration.ofHours(3)));
        }
        for (int i = 0; i < 90; i++) {
            AnswerCache.in(directory, room, () -> now)
                    .keep(layer(i), new Answer(List.of(), 0, new Packed(new byte[9], 9)));
        }
        assertThat(kept()).hasSize(20);
        assertThat(Sweep.list(directory.resolve("answers"))).hasSizeBetween(1, 16);
    }

    /// What is found in an image is not for all who share a machine.
    @Test
    void onlyTheUserMayReadAnswers() throws Exception {
        answers().keep(layer(1), new Answer(List.of(), 0, new Packed(new byte[9], 9)));
        keepOne(1);
        var folder = directory.resolve("answers");
        assertThat(mode(folder)).isEqualTo("rwx------");
        assertThat(mode(folder.resolve(layer(1).hex()))).isEqualTo("rw-------");
        var usual = Files.createFile(directory.resolve("usual"));
        assertThat(mode(entry(1))).isEqualTo(mode(usual));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private AnswerCache answers() {
        return AnswerCache.in(directory, 0, () -> now);
    }

    @Test
    void draftsOfSomebodyWhoWasKilledGoAfterAnHour() throws Exception {
        keepOne(0);
        var old = draft(".0123456789ab-1.tmp", Duration.ofHours(2));
        var note = draft("." + "0".repeat(64) + ".reading", Duration.ofHours(2));
        var fresh = draft(".0123456789ab-2.tmp", Duration.ofMinutes(5));
        later(Duration.ofDays(2));
        Files.setLastModifiedTime(fresh, FileTime.from(now.minusSeconds(60)));
        keepOne(1);

        assertThat(old).doesNotExist();
        assertThat(note).doesNotExist();
        assertThat(fresh).exists();
    }

    /// A clock that was wrong must not keep anything for ever, nor stop the sweeping.
    @Test
    void timesInTheFutureStopNothing() throws Exception {
        later(Duration.ofDays(900));
        keep(7);
        var draft = draft(".0123456789ab-1.tmp", Duration.ZERO);
        now = NOW;
        keepOne(7);

        assertThat(draft).doesNotExist();
        assertThat(kept()).hasSize(7);
        assertThat(cache(ROOM_FOR_EIGHT).find(READERS, layer(6))).isPresent();
        assertThat(Files.getLastModifiedTime(entry(6)).toInstant()).isEqualTo(NOW);
    }

    @Test
    void aUseIsNotedAtMostOnceAnHour() throws Exception {
        keepOne(0);
        later(Duration.ofMinutes(50));
        cache(0).find(READERS, layer(0));
        assertThat(Files.getLastModifiedTime(entry(0)).toInstant()).isEqualTo(NOW);

        later(Duration.ofMinutes(20));
        cache(0).find(READERS, layer(0));
        assertThat(Files.getLastModifiedTime(entry(0)).toInstant()).isEqualTo(now);
    }

    @Test
    void nothingIsDeletedThatHasNoNameOfOurs() throws Exception {
        var readers = directory.resolve("layers/" + "a".repeat(16));
        Files.createDirectories(readers);
        Files.createDirectories(directory.resolve("layers/mine"));
        var precious = directory.resolve("precious");
        Files.writeString(precious, "x");
        var safe =
                new Path[] {
                    Files.writeString(readers.resolve("notes.txt"), "x"),
                    Files.writeString(directory.resolve("layers/mine/" + "0".repeat(64)), "x"),
                    Files.writeString(directory.resolve("0".repeat(64)), "x"),
                    Files.createSymbolicLink(readers.resolve("1".repeat(64)), precious),
                };
        age(Duration.ofDays(99));
        later(Duration.ofDays(2));
        keepOne(7);

        assertThat(safe).allMatch(Files::exists);
        assertThat(precious).exists();
    }

    @Test
    void manyMaySweepAtOnce() throws Exception {
        now = Instant.now(); // since drafts have the time of the disk
        try (var threads = Executors.newFixedThreadPool(8)) {
            var running =
                    IntStream.range(0, 400)
                            .mapToObj(i ->
                                    threads.submit(() -> {
                                        keepOne(i % 90);
                                        cache(ROOM_FOR_EIGHT).find(READERS, layer(i * 7 % 90));
                                        return true;
                                    }))
                            .toList();
            for (var one : running) {
                assertThat(one.get()).isTrue();
            }
        }
        keepOne(0);
        keepOne(1);
        assertThat(kept()).hasSizeLessThanOrEqualTo(9);
    }

    private LayerCache cache(long maxBytes) {
        return LayerCache.in(directory, maxBytes, () -> now);
    }

    private void keep(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            cache(0).keep(READERS, layer(i), Readings.ONE_OF_EACH);
            touch(entry(i), now.minusSeconds(7200 - i));
        }
    }

    private void keepOne(int number) throws IOException {
        cache(ROOM_FOR_EIGHT).keep(READERS, layer(number), Readings.ONE_OF_EACH);
    }

    private void later(Duration time) {
        now = now.plus(time);
    }

    private void age(Duration time) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                touch(file, now.minus(time));
            }
        }
    }

    private Path draft(String name, Duration age) throws IOException {
        var file = Files.writeString(entry(0).resolveSibling(name), "half");
        touch(file, now.minus(age));
        return file;
    }

    private static void touch(Path file, Instant time) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(time));
    }

    private static Digest layer(int number) {
        return new Digest("sha256", "%02d".formatted(number) + "b".repeat(62));
    }

    private Path entry(int number) {
        return directory.resolve("layers/" + "a".repeat(16)).resolve(layer(number).hex());
    }

    private Set<String> kept() throws IOException {
        var names = new TreeSet<String>();
        try (var files = Files.walk(directory.resolve("layers"))) {
            files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .forEach(name -> names.add(name.substring(0, 2)));
        }
        return names;
    }
}
