package org.tidewaiter.signing.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.key.NewKey;
import org.tidewaiter.signing.ledger.LedgerEntry.Note;
import org.tidewaiter.signing.trust.Trust;
import org.tidewaiter.signing.trust.TrustedKeys;
import org.tidewaiter.testkit.Property;

class LedgerTest {
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

    @TempDir private Path folder;

    private static Note note(String words) {
        return new Note(
                EntryKind.CLEARANCE,
                "cleo",
                Optional.of(VerifiedBytes.sha256(words.getBytes(UTF_8))),
                "prod",
                words,
                FactsText.write("{\"stage\":\"prod\"}".getBytes(UTF_8)));
    }

    private Ledger ledger(int entries) throws IOException {
        var ledger = new Ledger(folder.resolve("state").resolve("ledger.jsonl"));
        for (int i = 1; i <= entries; i++) {
            ledger.append(note("entry " + i), NOW.plusSeconds(i));
        }
        return ledger;
    }

    private static LedgerCheck check(String text, Checkpoint... checkpoints) throws IOException {
        return LedgerCheck.of(
                new ByteArrayInputStream(text.getBytes(UTF_8)), List.of(checkpoints), _ -> {});
    }

    @Test
    void whatIsWrittenIsReadInItsOrder() throws Exception {
        var read = new ArrayList<LedgerEntry>();
        var check = ledger(3).check(List.of(), read::add);
        assertThat(check.passed()).isTrue();
        assertThat(check.entries()).isEqualTo(3);
        assertThat(read)
                .extracting(one -> one.note().words())
                .containsExactly("entry 1", "entry 2", "entry 3");
        assertThat(read.get(1).before()).contains(VerifiedBytes.sha256(read.getFirst().line()));
        assertThat(new String(FactsText.read(read.getFirst().note().facts()), UTF_8))
                .isEqualTo("{\"stage\":\"prod\"}");
    }

    @Test
    void aLedgerThatIsNotThereIsEmpty() throws Exception {
        var check = new Ledger(folder.resolve("none")).check(List.of(), _ -> {});
        assertThat(check.passed()).isTrue();
        assertThat(check.entries()).isZero();
    }

    /// One change of a ledger of six lines.
    private record Change(String name, List<String> lines) {}

    private static Change change(Random random, List<String> lines) {
        var changed = new ArrayList<>(lines);
        int at = random.nextInt(lines.size());
        return switch (random.nextInt(4)) {
            case 0 -> {
                changed.remove(random.nextInt(lines.size() - 1)); // not the last
                yield new Change("cut", changed);
            }
            case 1 -> {
                var line = new StringBuilder(changed.get(at));
                int place = random.nextInt(line.length());
                line.setCharAt(place, (char) (line.charAt(place) ^ 1));
                changed.set(at, line.toString());
                // nothing names the last line yet, but it would be another entry
                yield at == lines.size() - 1
                        ? new Change("change", changed.subList(0, at))
                        : new Change("change", changed);
            }
            case 2 -> {
                int other = (at + 1 + random.nextInt(lines.size() - 1)) % lines.size();
                changed.set(at, lines.get(other));
                changed.set(other, lines.get(at));
                yield new Change("reorder", changed);
            }
            default -> {
                changed.add(at, lines.get(random.nextInt(lines.size())));
                yield new Change("insert", changed);
            }
        };
    }

    @Test
    void whateverIsCutChangedReorderedOrPutInIsNoticed() throws Exception {
        var ledger = ledger(6);
        var lines = Files.readAllLines(ledger.file());
        var checkpoint =
                new Checkpoint(6, VerifiedBytes.sha256(lines.getLast().getBytes(UTF_8)), NOW);
        assertThat(check(String.join("\n", lines) + "\n", checkpoint).passed()).isTrue();
        Property.forAll(
                random -> change(random, lines),
                change ->
                        assertThat(
                                        check(String.join("\n", change.lines) + "\n", checkpoint)
                                                .passed())
                                .as(change.name)
                                .isFalse());
    }

    @Test
    void aChangeBeforeTheEndIsNoticedWithoutACheckpoint() throws Exception {
        var lines = Files.readAllLines(ledger(3).file());
        var changed = lines.get(1).replace("entry 2", "entry X");
        var check = check(String.join("\n", lines.get(0), changed, lines.get(2)) + "\n");
        assertThat(check.flaws()).extracting(LedgerCheck.Flaw::line).containsExactly(3L);
    }

    @Test
    void aCutEndIsNoticedAgainstACheckpointAlone() throws Exception {
        var lines = Files.readAllLines(ledger(3).file());
        var checkpoint = new Checkpoint(3, VerifiedBytes.sha256(lines.get(2).getBytes(UTF_8)), NOW);
        var cut = lines.get(0) + "\n" + lines.get(1) + "\n";
        assertThat(check(cut).passed()).isTrue();
        assertThat(check(cut, checkpoint).flaws())
                .extracting(LedgerCheck.Flaw::what)
                .containsExactly("it ends before entry 3, of which there is a checkpoint");
    }

    @Test
    void halfALineIsToldAndTheNextEntryNamesIt() throws Exception {
        var ledger = ledger(2);
        var text = Files.readString(ledger.file());
        Files.writeString(ledger.file(), text + "{\"about\":\"sha2");
        assertThat(ledger.check(List.of(), _ -> {}).tornEnd()).isTrue();
        ledger.append(note("after"), NOW);
        ledger.append(note("more"), NOW);
        var check = ledger.check(List.of(), _ -> {});
        assertThat(check.passed()).isTrue();
        assertThat(check.tornEnd()).isFalse();
        assertThat(check.entries()).isEqualTo(4);
        var without = Files.readString(ledger.file()).replace("{\"about\":\"sha2\n", "");
        assertThat(check(without).passed()).isFalse();
    }

    @Test
    void twoFailuresInARowLeaveALedgerThatCanBeWritten() throws Exception {
        var ledger = ledger(1);
        Files.writeString(ledger.file(), Files.readString(ledger.file()) + "{\"a\n{\"abo");
        ledger.append(note("after"), NOW);
        assertThat(ledger.check(List.of(), _ -> {}).passed()).isTrue();
        assertThat(ledger.check(List.of(), _ -> {}).entries()).isEqualTo(2);
    }

    @Test
    void aWholeEntryThatLacksTheEndOfItsLineAloneIsAnEntry() throws Exception {
        var ledger = ledger(2);
        var text = Files.readString(ledger.file());
        Files.writeString(ledger.file(), text.substring(0, text.length() - 1));
        ledger.append(note("after"), NOW);
        var check = ledger.check(List.of(), _ -> {});
        assertThat(check.entries()).isEqualTo(3);
        assertThat(check.flaws()).isEmpty();
    }

    @Test
    void severalProgramsAppendWithoutLosingAnything() throws Exception {
        var ledger = ledger(0);
        var appending = new ArrayList<Future<LedgerEntry>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                int number = i;
                appending.add(threads.submit(() -> ledger.append(note("entry " + number), NOW)));
            }
            for (var one : appending) {
                one.get();
            }
        }
        var check = ledger.check(List.of(), _ -> {});
        assertThat(check.passed()).isTrue();
        assertThat(check.entries()).isEqualTo(20);
    }

    @Test
    void aCheckpointIsBelievedOfWhoIsTrustedAlone() throws Exception {
        var key = NewKey.ED25519.make();
        var checkpoint = new Checkpoint(3, VerifiedBytes.sha256(new byte[0]), NOW);
        var trusted =
                Trust.of(
                        new TrustedKeys(List.of(new TrustedKeys.Named("auditor", key.publicKey()))),
                        NOW);
        assertThat(Checkpoint.read(checkpoint.sign(key), trusted)).isEqualTo(checkpoint);
        assertThatThrownBy(() -> Checkpoint.read(checkpoint.sign(NewKey.ED25519.make()), trusted))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void factsThatAreNoneAreRefused() {
        for (var text : Arrays.asList("", "x", "AAAA")) {
            assertThatThrownBy(() -> FactsText.read(text)).isInstanceOf(RefusedException.class);
        }
    }
}
