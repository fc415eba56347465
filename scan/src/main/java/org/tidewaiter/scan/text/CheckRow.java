package org.tidewaiter.scan.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalLong;
import org.tidewaiter.model.ByteCount;
import org.tidewaiter.model.Check;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Place;
import org.tidewaiter.model.Presence;

/// One line of what checks found: all places of one check, but each secret, and what other tools
/// report, alone, since somebody must look at each.
///
/// @param findings of one check; at least one, in the order of the report
public record CheckRow(List<Finding.OfCheck> findings) {
    public CheckRow {
        findings = List.copyOf(findings);
    }

    /// @param findings of one or several kinds
    public static List<CheckRow> of(List<? extends Finding.OfCheck> findings) {
        var groups = new LinkedHashMap<String, List<Finding.OfCheck>>();
        for (var one : findings) {
            boolean alone = one instanceof Finding.Secret || one instanceof Finding.Reported;
            groups.computeIfAbsent(
                            alone ? "%s %d".formatted(one.id(), groups.size()) : one.id(),
                            _ -> new ArrayList<>())
                    .add(one);
        }
        return groups.values().stream().map(CheckRow::new).toList();
    }

    public Check check() {
        return first().check();
    }

    private Finding.OfCheck first() {
        return findings.getFirst();
    }

    /// What was found where it is one thing, otherwise what they have in common.
    public String what() {
        var words =
                switch (first()) {
                    case Finding.Secret secret ->
                            "%s: %s".formatted(check().title(), secret.masked());
                    case Finding.OfCheck one when findings.size() == 1 -> one.message();
                    case Finding.OfCheck _ -> check().title();
                };
        var bytes = bytes();
        return findings.size() == 1 || bytes.orElse(0) == 0
                ? words
                : words + ", " + ByteCount.words(bytes.getAsLong());
    }

    private OptionalLong bytes() {
        return first() instanceof Finding.Clutter
                ? OptionalLong.of(
                        findings.stream()
                                .map(Finding.Clutter.class::cast)
                                .mapToLong(Finding.Clutter::bytes)
                                .sum())
                : OptionalLong.empty();
    }

    /// Where the first is, and how many more there are.
    public String where() {
        var place = where(first().place());
        return findings.size() == 1 ? place : "%s +%d".formatted(place, findings.size() - 1);
    }

    /// For people, with the layer of what is in one, and what became of what is no longer there.
    public static String where(Place place) {
        var layer = place.layer().isPresent() ? "layer " + place.layer().getAsInt() : "";
        if (place.presence() != Presence.LIVE) {
            var gone = place.presence().word();
            layer = layer.isEmpty() ? gone : "%s, %s".formatted(layer, gone);
        }
        return layer.isEmpty() ? place.words() : "%s (%s)".formatted(place.words(), layer);
    }
}
