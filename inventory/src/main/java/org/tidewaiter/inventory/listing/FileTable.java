package org.tidewaiter.inventory.listing;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.tidewaiter.inventory.account.AccountForms;
import org.tidewaiter.inventory.account.AccountedFile;
import org.tidewaiter.inventory.account.FileLedger;
import org.tidewaiter.inventory.account.Standing;
import org.tidewaiter.inventory.account.Standing.State;
import org.tidewaiter.inventory.text.Excerpt;
import org.tidewaiter.model.Digest;

/// For people: a file a line, its digest shortened.
final class FileTable implements FileListFormat {
    private static final String LINE = "%-11s  %13s  %5s  %-12s  %s%n".replace("%n", "\n");

    @Override
    public String name() {
        return "table";
    }

    @Override
    public void write(FileLedger ledger, Set<State> states, OutputStream out) throws IOException {
        var buffered = new BufferedOutputStream(out);
        var account = ledger.account();
        print(
                buffered,
                String.format(
                        Locale.ROOT,
                        "Image  %s\nFiles  %,d: %s\n\n",
                        Excerpt.of(ledger.source().name()),
                        account.total().files(),
                        AccountForms.line(account)));
        print(buffered, LINE.formatted("STATE", "BYTES", "LAYER", "SHA-256", "PATH"));
        ledger.files()
                .filter(one -> states.contains(one.standing().state()))
                .forEach(one -> print(buffered, one));
        buffered.flush();
    }

    private static void print(OutputStream out, AccountedFile one) {
        var file = one.file();
        print(
                out,
                LINE.formatted(
                        one.standing().state().word(),
                        String.format(Locale.ROOT, "%,d", file.sizeBytes()),
                        file.layer().isPresent() ? String.valueOf(file.layer().getAsInt()) : "-",
                        file.digest().map(Digest::abbreviated).orElse("-"),
                        Excerpt.of(file.path(), Integer.MAX_VALUE) + because(one.standing())));
    }

    private static String because(Standing standing) {
        return switch (standing) {
            case Standing.Owned(var owner) -> "  " + owner;
            case Standing.Recognised(var reader) -> "  " + reader;
            case Standing.Derived(var rule, var from, var owner) ->
                    "  %s from %s"
                            .formatted(
                                    rule,
                                    owner.map(Object::toString)
                                            .orElse(Excerpt.of(from, Integer.MAX_VALUE)));
            case Standing.Unexplained() -> "";
        };
    }

    private static void print(OutputStream out, String text) {
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
