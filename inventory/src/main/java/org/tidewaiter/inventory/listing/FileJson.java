package org.tidewaiter.inventory.listing;

import java.io.OutputStream;
import java.util.Set;
import org.tidewaiter.inventory.account.AccountForms;
import org.tidewaiter.inventory.account.AccountedFile;
import org.tidewaiter.inventory.account.FileLedger;
import org.tidewaiter.inventory.account.Standing;
import org.tidewaiter.inventory.account.Standing.State;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.model.json.SourceForm;

/// One document for machines.
///
/// @see "docs/schema/files-1.schema.json"
final class FileJson implements FileListFormat {
    private static final String SCHEMA = "tidewaiter-files-1";

    @Override
    public String name() {
        return "json";
    }

    @Override
    public void write(FileLedger ledger, Set<State> states, OutputStream out) {
        try (var json = new JsonWriter(out)) {
            json.beginObject().field("schema", SCHEMA);
            SourceForm.begin(json, ledger.source(), _ -> {}).endObject();
            AccountForms.write("account", ledger.account(), json);
            json.beginArray("files");
            ledger.files()
                    .filter(one -> states.contains(one.standing().state()))
                    .forEach(one -> write(one, json));
            json.endArray().endObject();
        }
    }

    private static void write(AccountedFile one, JsonWriter json) {
        var file = one.file();
        json.beginObject().field("path", file.path()).field("state", one.standing().state().word());
        switch (one.standing()) {
            case Standing.Owned(var owner) -> json.field("owner", owner.toString());
            case Standing.Recognised(var reader) -> json.field("reader", reader);
            case Standing.Derived(var rule, var from, var owner) ->
                    json.field("rule", rule).fieldUnlessEmpty("from", from).field("owner", owner);
            case Standing.Unexplained() -> {}
        }
        json.field("sizeBytes", file.sizeBytes());
        if (file.layer().isPresent()) {
            json.field("layer", file.layer().getAsInt());
        }
        json.field("digest", file.digest()).endObject();
    }
}
