package org.tidewaiter.gate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.tidewaiter.policy.fact.Facts;
import org.tidewaiter.policy.fact.FactsJson;
import org.tidewaiter.signing.ledger.EntryKind;
import org.tidewaiter.signing.ledger.FactsText;
import org.tidewaiter.signing.ledger.Ledger;
import org.tidewaiter.signing.ledger.LedgerEntry.Note;
import org.tidewaiter.signing.ledger.Ruling;

/// Notes the decisions of a door in a ledger, by a thread of its own: no decision waits for a disk.
/// What cannot be noted in time, or at all, is counted, and the next entry says how many there
/// were.
public final class DecisionLedger implements Consumer<DoorDecision>, AutoCloseable {
    private static final int MAX_WAITING = 256;
    private static final long GLANCE_MILLIS = 200;
    private static final long FAREWELL_MILLIS = 5000;

    /// Where notes go.
    interface Pages {
        void append(Note note, Instant time) throws IOException;
    }

    private final Pages ledger;
    private final String who;
    private final String stage;
    private final Consumer<String> log;
    private final BlockingQueue<DoorDecision> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final AtomicLong lost = new AtomicLong();
    private final Thread writer = Thread.ofPlatform().daemon().unstarted(this::write);
    private boolean told;
    private volatile boolean ended;

    private DecisionLedger(Pages ledger, String who, String stage, Consumer<String> log) {
        this.ledger = ledger;
        this.who = who;
        this.stage = stage;
        this.log = log;
    }

    /// @param who the door
    /// @param words the first entry, which tells whether it can be written
    /// @param log is told when it cannot be written any more
    public static DecisionLedger open(
            Ledger ledger, String who, String stage, String words, Consumer<String> log)
            throws IOException {
        return open(
                (note, time) -> ledger.append(note, time), who, stage, words, log, Instant.now());
    }

    /// Where none is kept.
    public static DecisionLedger none() {
        var decisions = new DecisionLedger((_, _) -> {}, "", "", _ -> {});
        decisions.ended = true;
        return decisions;
    }

    static DecisionLedger open(
            Pages ledger, String who, String stage, String words, Consumer<String> log, Instant now)
            throws IOException {
        var decisions = new DecisionLedger(ledger, who, stage, log);
        ledger.append(decisions.bare(words), now);
        decisions.writer.start();
        return decisions;
    }

    private Note bare(String words) {
        return new Note(EntryKind.DECISION, who, Optional.empty(), stage, words, "");
    }

    @Override
    public void accept(DoorDecision decision) {
        if (ended || !waiting.offer(decision)) {
            lost.incrementAndGet();
        }
    }

    private void write() {
        try {
            while (!ended || !waiting.isEmpty()) {
                var next = waiting.poll(GLANCE_MILLIS, TimeUnit.MILLISECONDS);
                if (next != null) {
                    write(next);
                }
            }
        } catch (InterruptedException _) {
            lost.addAndGet(waiting.size()); // the door ends, and has waited long enough
        }
    }

    private void write(DoorDecision decision) {
        try {
            tellLost(decision.time());
            ledger.append(note(decision), decision.time());
            told = false;
        } catch (IOException | RuntimeException e) { // the top of a task
            lost.incrementAndGet();
            if (!told) {
                told = true;
                log.accept("the ledger cannot be written, decisions are not noted: " + e);
            }
        }
    }

    private void tellLost(Instant time) throws IOException {
        long count = lost.get();
        if (count > 0) {
            ledger.append(
                    bare(
                            "not written: %d %s"
                                    .formatted(count, count == 1 ? "decision" : "decisions")),
                    time);
            lost.addAndGet(-count);
        }
    }

    private Note note(DoorDecision decision) {
        var grounds = decision.grounds().map(Supplier::get);
        return new Note(
                EntryKind.DECISION,
                who,
                decision.about(),
                decision.stage(),
                decision.words(),
                grounds.map(one -> text(one.facts())).orElse(""),
                grounds.map(one -> new Ruling(one.policy(), one.rules(), one.others())));
    }

    private static String text(Facts facts) {
        var json = new ByteArrayOutputStream();
        FactsJson.write(facts, json);
        return FactsText.write(json.toByteArray());
    }

    /// Writes what is waiting, for a few seconds at most.
    @Override
    public void close() {
        ended = true;
        try {
            writer.join(FAREWELL_MILLIS);
            writer.interrupt();
            if (!writer.isAlive()) {
                tellLost(Instant.now());
            }
        } catch (IOException e) {
            log.accept("%d decisions are not noted: %s".formatted(lost.get(), e));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
