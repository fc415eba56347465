package org.tidewaiter.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.model.Digest;
import org.tidewaiter.policy.fact.Facts;
import org.tidewaiter.policy.fact.FactsJson;
import org.tidewaiter.policy.gate.GateGrounds;
import org.tidewaiter.signing.ledger.FactsText;
import org.tidewaiter.signing.ledger.Ledger;
import org.tidewaiter.signing.ledger.LedgerEntry;
import org.tidewaiter.signing.ledger.LedgerEntry.Note;

class DecisionLedgerTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Digest IMAGE = new Digest("sha256", "1".repeat(64));

    @TempDir private Path folder;

    private final List<Note> written = Collections.synchronizedList(new ArrayList<>());
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());

    private static DoorDecision decision(String words) {
        var grounds =
                new GateGrounds(
                        IMAGE,
                        Facts.of("prod", NOON),
                        new TreeSet<>(List.of("no-privileges")),
                        new TreeSet<>(List.of("uncleared")));
        return new DoorDecision(
                NOON, Optional.of(IMAGE), "prod", words, Optional.of(() -> grounds));
    }

    private DecisionLedger open(DecisionLedger.Pages pages) throws Exception {
        return DecisionLedger.open(pages, "gate docker", "prod", "it opens", log::add, NOON);
    }

    private List<String> words() {
        return written.stream().map(Note::words).toList();
    }

    @Test
    void aDecisionIsNotedWithWhatOtherRulesCanBeAskedAbout() throws Exception {
        var file = folder.resolve("ledger.jsonl");
        try (var decisions =
                DecisionLedger.open(
                        new Ledger(file), "gate docker", "prod", "it opens", log::add)) {
            decisions.accept(decision("refused: create of app:1"));
        }
        var entries = new ArrayList<LedgerEntry>();
        assertThat(new Ledger(file).check(List.of(), entries::add).passed()).isTrue();
        assertThat(entries)
                .extracting(one -> one.note().words())
                .containsExactly("it opens", "refused: create of app:1");
        var last = entries.getLast();
        assertThat(last.time()).isEqualTo(NOON);
        assertThat(last.note().about()).contains(IMAGE);
        assertThat(FactsJson.read("facts", FactsText.read(last.note().facts())))
                .isEqualTo(Facts.of("prod", NOON));
        var ruling = last.note().ruling().orElseThrow();
        assertThat(ruling.policy()).isEqualTo(IMAGE);
        assertThat(ruling.rules()).containsExactly("no-privileges");
        assertThat(ruling.others()).containsExactly("uncleared");
    }

    @Test
    void aDiskThatStallsHoldsNobodyUpAndWhatIsLostIsCounted() throws Exception {
        var stalls = new CountDownLatch(1);
        var decisions =
                open((note, _) -> {
                    if (!note.words().equals("it opens")) {
                        await(stalls);
                    }
                    written.add(note);
                });
        for (int i = 0; i < 1000; i++) { // which would not return, if any of them waited
            decisions.accept(decision("decision " + i));
        }
        stalls.countDown();
        decisions.close();
        var lost = words().stream().filter(one -> one.startsWith("not written: ")).toList();
        long noted = words().stream().filter(one -> one.startsWith("decision ")).count();
        assertThat(noted).isBetween(256L, 258L);
        assertThat(lost.stream().mapToLong(one -> Long.parseLong(one.split(" ", -1)[2])).sum())
                .isEqualTo(1000 - noted);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aDiskThatIsFullIsToldOnceAndTheNextEntrySaysHowManyAreMissing() throws Exception {
        var failures = new ArrayList<>(List.of("first", "second"));
        try (var decisions =
                open((note, _) -> {
                    if (failures.remove(note.words())) {
                        throw new IOException("no space");
                    }
                    written.add(note);
                })) {
            List.of("first", "second", "third").forEach(words -> decisions.accept(decision(words)));
        }
        assertThat(words())
                .containsExactly(
                        "it opens", "not written: 1 decision", "not written: 1 decision", "third");
        assertThat(log).singleElement().asString().contains("no space");
    }

    @Test
    void aLedgerThatCannotBeWrittenIsKnownWhenTheDoorOpens() throws Exception {
        Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() ->
                        DecisionLedger.open(
                                new Ledger(folder.resolve("file/ledger.jsonl")),
                                "gate docker",
                                "prod",
                                "it opens",
                                log::add))
                .isInstanceOf(IOException.class);
    }
}
