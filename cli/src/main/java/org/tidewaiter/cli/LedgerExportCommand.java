package org.tidewaiter.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.model.json.MalformedJsonException;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.ledger.FactsText;
import org.tidewaiter.signing.ledger.LedgerEntry;
import org.tidewaiter.signing.ledger.Ruling;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/// `tidewaiter ledger export`: the entries with their facts, for other programs.
@Command(
        name = "export",
        description = "Write what was decided as JSON, with the facts on which it was.",
        footer = {
            "  tidewaiter ledger export",
        })
final class LedgerExportCommand implements Callable<Integer> {
    @ParentCommand private LedgerCommand group;
    @Mixin private LedgerFlags flags = new LedgerFlags();

    @Override
    public Integer call() throws Exception {
        var streams = group.program.streams();
        var ledger = flags.ledger(group.program.environment());
        try (var json = new JsonWriter(streams.out())) {
            json.beginObject().field("schema", "tidewaiter-ledger-1").beginArray("entries");
            var check = LedgerPage.check(ledger, List.of(), entry -> entry(entry, json));
            json.endArray().field("intact", check.passed()).endObject();
            LedgerPage.flaws(check, streams.err());
            return check.passed() ? ExitCodes.PASSED : ExitCodes.REFUSED;
        }
    }

    private static void entry(LedgerEntry entry, JsonWriter json) {
        var note = entry.note();
        json.beginObject()
                .field("sequence", entry.sequence())
                .field("time", entry.time().toString())
                .field("kind", note.kind().word())
                .field("who", note.who())
                .field("about", note.about())
                .fieldUnlessEmpty("stage", note.stage())
                .field("words", note.words());
        note.ruling().ifPresent(ruling -> ruling(ruling, json));
        if (!note.facts().isEmpty()) {
            facts(note.facts(), json);
        }
        json.endObject();
    }

    private static void ruling(Ruling ruling, JsonWriter json) {
        json.beginObject("ruling")
                .field("allowed", ruling.allowed())
                .field("policy", ruling.policy().toString())
                .field("rules", ruling.rules())
                .field("others", ruling.others())
                .endObject();
    }

    private static void facts(String text, JsonWriter json) {
        try {
            json.field("facts", JsonReader.read(FactsText.read(text)));
        } catch (RefusedException | MalformedJsonException _) {
            json.field("factsBroken", true);
        }
    }
}
