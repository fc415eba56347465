package org.tidewaiter.inventory.listing;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.tidewaiter.inventory.account.AccountedFile;
import org.tidewaiter.inventory.account.FileLedger;
import org.tidewaiter.inventory.account.Standing;
import org.tidewaiter.inventory.account.Standing.State;
import org.tidewaiter.model.Digest;

/// For spreadsheets and line tools.
///
/// @see "RFC 4180; lines end in LF"
final class FileCsv implements FileListFormat {
    private static final List<String> HEAD =
            List.of("path", "state", "owner", "rule", "from", "bytes", "layer", "digest");

    @Override
    public String name() {
        return "csv";
    }

    @Override
    public void write(FileLedger ledger, Set<State> states, OutputStream out) throws IOException {
        var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        line(writer, HEAD);
        ledger.files()
                .filter(one -> states.contains(one.standing().state()))
                .forEach(one -> line(writer, fields(one)));
        writer.flush();
    }

    private static List<String> fields(AccountedFile one) {
        var file = one.file();
        var standing = one.standing();
        var owner =
                switch (standing) {
                    case Standing.Owned(var by) -> by.toString();
                    case Standing.Derived(_, _, var by) -> by.map(Object::toString).orElse("");
                    case Standing.Recognised _, Standing.Unexplained _ -> "";
                };
        var rule =
                switch (standing) {
                    case Standing.Recognised(var reader) -> reader;
                    case Standing.Derived(var name, _, _) -> name;
                    case Standing.Owned _, Standing.Unexplained _ -> "";
                };
        return List.of(
                file.path(),
                standing.state().word(),
                owner,
                rule,
                standing instanceof Standing.Derived derived ? derived.from() : "",
                Long.toString(file.sizeBytes()),
                file.layer().isPresent() ? String.valueOf(file.layer().getAsInt()) : "",
                file.digest().map(Digest::toString).orElse(""));
    }

    private static void line(Writer out, List<String> fields) {
        try {
            out.write(fields.stream().map(FileCsv::quoted).collect(Collectors.joining(",")));
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String quoted(String field) {
        boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c < ' ');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }
}
