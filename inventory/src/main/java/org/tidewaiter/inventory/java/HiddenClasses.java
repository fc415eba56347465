package org.tidewaiter.inventory.java;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Classes that an archive keeps under another ending, so that only its own class loader finds
/// them. Agents have them and all their libraries so, in a directory of their own and often under
/// another package name: OpenTelemetry and Datadog as `.classdata`, Elastic as `.esclazz`, Lombok
/// as `.SCL.lombok`.
///
/// @param counts by ending; not empty
record HiddenClasses(SortedMap<String, Integer> counts) {
    private static final List<String> ENDINGS =
            List.of(".classdata", ".esclazz", ".esclass", ".SCL.lombok");

    static Optional<HiddenClasses> of(ZipArchive zip) {
        var counts = new TreeMap<String, Integer>();
        for (var entry : zip.entries()) {
            for (var ending : ENDINGS) {
                if (entry.name().endsWith(ending)) {
                    counts.merge(ending, 1, Integer::sum);
                }
            }
        }
        return counts.isEmpty() ? Optional.empty() : Optional.of(new HiddenClasses(counts));
    }

    /// What of the archive stays unknown.
    ///
    /// @param bundled how many artifacts the archive says were put into it
    String sentence(int bundled) {
        var found =
                counts.entrySet().stream()
                        .map(one ->
                                String.format(Locale.ROOT, "%,d %s", one.getValue(), one.getKey()))
                        .collect(Collectors.joining(", "));
        return "hidden classes (%s): which libraries are among them cannot be told%s"
                .formatted(
                        found,
                        bundled == 0 ? "" : ", but for the %d that it names".formatted(bundled));
    }
}
