package org.tidewaiter.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.policy.Reason;
import org.tidewaiter.scan.replay.Replayed;
import org.tidewaiter.signing.ledger.LedgerEntry;

/// What came of a replay, written while the ledger is read.
abstract sealed class ReplayPage {
    private final ReplayCount count;

    private ReplayPage(ReplayCount count) {
        this.count = count;
    }

    static ReplayPage of(String format, ReplayCount count, OutputStream out) {
        return format.equals("json") ? new Document(count, out) : new Table(count, out);
    }

    /// One of the ledger was read.
    void entry() {
        count.entries++;
    }

    void add(Replayed one) {
        count.add(one);
        switch (one) {
            case Replayed.Asked asked -> write(asked);
            case Replayed.NotAsked notAsked -> write(notAsked);
        }
    }

    abstract void write(Replayed.Asked asked);

    abstract void write(Replayed.NotAsked notAsked);

    abstract void write(ReplayCount all);

    void end() {
        write(count);
    }

    /// For people: what differs, and what cannot be asked.
    private static final class Table extends ReplayPage {
        private static final int MOST_REASONS = 10;

        private final PrintStream page;

        Table(ReplayCount count, OutputStream out) {
            super(count);
            this.page = new PrintStream(out, false, StandardCharsets.UTF_8);
        }

        @Override
        void write(Replayed.Asked asked) {
            if (asked.change() == Replayed.Change.SAME && !asked.isByOtherRules()) {
                return;
            }
            line("%s  %s".formatted(entry(asked.entry()), asked.image()));
            line(
                    "    %s%s"
                            .formatted(
                                    asked.change() == Replayed.Change.SAME
                                            ? "refused then and now, by other rules"
                                            : asked.change().word(),
                                    asked.byThese()
                                            ? "; the rules are the same, the program is another"
                                            : ""));
            var more = asked.more();
            var reasons = asked.now().stream().filter(one -> more.contains(one.rule())).toList();
            reasons.stream()
                    .limit(MOST_REASONS)
                    .forEach(one ->
                            line("    denies now: %s: %s".formatted(one.rule(), one.fact())));
            if (reasons.size() > MOST_REASONS) {
                line("    and %d more".formatted(reasons.size() - MOST_REASONS));
            }
            asked.fewer().forEach(rule -> line("    does not deny now: " + rule));
        }

        @Override
        void write(Replayed.NotAsked notAsked) {
            line("%s  cannot be asked: %s".formatted(entry(notAsked.entry()), notAsked.why()));
        }

        private static String entry(LedgerEntry entry) {
            var note = entry.note();
            return "%d  %s  %s %s  %s"
                    .formatted(
                            entry.sequence(),
                            entry.time(),
                            note.kind().word(),
                            note.stage(),
                            note.about().map(Digest::toString).orElse("-"));
        }

        @Override
        void write(ReplayCount all) {
            line(
                    "entries: %d; decisions: %d; the same: %d%s; now denied: %d; now allowed: %d; cannot be asked: %d"
                            .formatted(
                                    all.entries,
                                    all.decisions,
                                    all.same,
                                    all.byOtherRules == 0
                                            ? ""
                                            : " (by other rules: %d)".formatted(all.byOtherRules),
                                    all.nowDenied,
                                    all.nowAllowed,
                                    all.notAsked));
            var rules = new ArrayList<String>();
            all.rules.forEach((rule, more) -> rules.add("%s (%+d)".formatted(rule, more)));
            if (!rules.isEmpty()) {
                line("rules that make the difference: " + String.join(", ", rules));
            }
            if (all.byThese > 0) {
                line("decided by these very rules: %d".formatted(all.byThese));
            }
            page.flush();
        }

        private void line(String text) {
            page.print(OneLine.of(text) + "\n");
        }
    }

    /// For machines: every decision.
    private static final class Document extends ReplayPage {
        private final JsonWriter json;

        Document(ReplayCount count, OutputStream out) {
            super(count);
            this.json = new JsonWriter(out);
            json.beginObject().field("schema", "tidewaiter-replay-1").beginArray("decisions");
        }

        @Override
        void write(Replayed.Asked asked) {
            begin(asked.entry())
                    .fieldUnlessEmpty("image", asked.image())
                    .field("change", asked.change().word().replace(' ', '-'))
                    .field("byTheseRules", asked.byThese());
            json.beginObject("then").field("allowed", asked.then().allowed());
            json.field("rules", asked.then().rules()).field("others", asked.then().others());
            json.endObject().beginObject("now").field("allowed", asked.allowed());
            json.field("rules", asked.rules());
            reasons(asked.now());
            json.endObject().endObject();
        }

        @Override
        void write(Replayed.NotAsked notAsked) {
            begin(notAsked.entry()).field("notAsked", notAsked.why()).endObject();
        }

        private JsonWriter begin(LedgerEntry entry) {
            var note = entry.note();
            return json.beginObject()
                    .field("sequence", entry.sequence())
                    .field("time", entry.time().toString())
                    .field("kind", note.kind().word())
                    .field("stage", note.stage())
                    .field("about", note.about());
        }

        private void reasons(List<Reason> reasons) {
            json.beginArray("reasons");
            for (var one : reasons) {
                json.beginObject().field("rule", one.rule()).field("fact", one.fact()).endObject();
            }
            json.endArray();
        }

        @Override
        void write(ReplayCount all) {
            json.endArray()
                    .beginObject("summary")
                    .field("entries", all.entries)
                    .field("decisions", all.decisions)
                    .field("same", all.same)
                    .field("byOtherRules", all.byOtherRules)
                    .field("nowDenied", all.nowDenied)
                    .field("nowAllowed", all.nowAllowed)
                    .field("notAsked", all.notAsked)
                    .field("byTheseRules", all.byThese)
                    .beginObject("rules");
            all.rules.forEach((rule, more) -> json.field(rule, more));
            json.endObject().endObject().endObject();
            json.close();
        }
    }
}
