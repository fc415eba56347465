package org.tidewaiter.policy;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.MatchEvidence;
import org.tidewaiter.model.VexStatement;
import org.tidewaiter.policy.Suppressed.Cause;

/// What a VEX statement decides. Of several about one finding the newest does; of equally new ones
/// the one that clears least.
///
/// @param statement the one that decides
/// @param overruled how many others about the same finding say the opposite
public record VexRuling(VexStatement statement, int overruled) implements Decision {
    /// What has no date is older than all that has one.
    static final Comparator<VexRuling> DECIDING_FIRST =
            Comparator.comparing(VexRuling::time, Comparator.reverseOrder())
                    .thenComparing(VexRuling::clears)
                    .thenComparing(one -> one.statement.document().name());

    VexRuling(VexStatement statement) {
        this(statement, 0);
    }

    /// @param covering all about the finding, this one among them
    VexRuling overruling(List<VexRuling> covering) {
        long others = covering.stream().filter(one -> one.clears() != clears()).count();
        return new VexRuling(statement, (int) others);
    }

    private Instant time() {
        return statement.timestamp().orElse(Instant.MIN);
    }

    @Override
    public Cause cause() {
        return Cause.VEX;
    }

    /// For example `not_affected (vulnerable_code_not_present): never loaded; so Ann on 2026-07-18
    /// in hub/app.json`.
    @Override
    public String sentence() {
        var text = new StringBuilder(statement.status().word());
        if (!statement.justification().isEmpty()) {
            text.append(" (").append(statement.justification()).append(')');
        }
        var words = new StringJoiner("; ");
        if (!statement.impact().isBlank()) {
            words.add(statement.impact().strip());
        }
        if (!statement.action().isBlank()) {
            words.add(statement.action().strip());
        }
        return text.append(words.length() == 0 ? "" : ": " + words)
                .append("; so says ")
                .append(source())
                .append(
                        switch (overruled) {
                            case 0 -> "";
                            case 1 -> ", against an older statement";
                            default -> ", against %d older statements".formatted(overruled);
                        })
                .toString();
    }

    /// Who said it, when and where.
    public String source() {
        var document = statement.document();
        return (document.author().isBlank() ? "nobody by name" : document.author())
                + statement.timestamp().map(time -> " at " + time).orElse("")
                + " in "
                + document.name();
    }

    @Override
    public boolean covers(Finding finding, Inventory inventory) {
        return switch (finding) {
            case Finding.Vulnerability flaw ->
                    idsOf(flaw).stream().anyMatch(ids()::contains)
                            && isAbout(flaw, new VexScope(inventory));
            case Finding.OfCheck _ -> false;
        };
    }

    /// Whether it is said of the package; the ids are not looked at.
    boolean isAbout(Finding.Vulnerability flaw, VexScope scope) {
        return scope.includes(statement, flaw.in());
    }

    /// Of the flaw, in upper case.
    Set<String> ids() {
        return statement.ids().stream()
                .map(id -> id.toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    /// What a flaw is called, in upper case: also as the record that decided, since some say of a
    /// whole notice of a distribution that it does not matter to them.
    public static Set<String> idsOf(Finding.Vulnerability flaw) {
        return Stream.concat(
                        Stream.concat(Stream.of(flaw.id()), flaw.aliases().stream()),
                        flaw.evidence().stream().limit(1).map(MatchEvidence::record))
                .map(id -> id.toUpperCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public boolean clears() {
        return statement.status().clears();
    }
}
