package org.tidewaiter.scan.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.tidewaiter.model.Distribution;
import org.tidewaiter.vulnerability.advisory.Advisories;

/// The ends of support that we know, from `end-of-life.tsv` beside this class. Its head names where
/// the dates are from and of which day.
public final class EndOfLifeTable {
    /// From the id in `os-release` to what endoflife.date calls the product, where they differ.
    private static final Map<String, String> PRODUCTS =
            Map.of(
                    "alpine", "alpine-linux",
                    "amzn", "amazon-linux",
                    "ol", "oracle-linux",
                    "opensuse-leap", "opensuse",
                    "rocky", "rocky-linux");

    private final Map<String, Support> byRelease;

    private EndOfLifeTable(Map<String, Support> byRelease) {
        this.byRelease = Map.copyOf(byRelease);
    }

    public static EndOfLifeTable builtIn() {
        var byRelease = new HashMap<String, Support>();
        var resource =
                Objects.requireNonNull(EndOfLifeTable.class.getResourceAsStream("end-of-life.tsv"));
        try (var lines =
                new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    var fields = line.split("\t", -1);
                    byRelease.put(
                            key(fields[0], fields[1]),
                            new Support(
                                    LocalDate.parse(fields[2]),
                                    fields.length > 3
                                            ? Optional.of(LocalDate.parse(fields[3]))
                                            : Optional.empty()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new EndOfLifeTable(byRelease);
    }

    /// By what advisories at hand tell of releases, otherwise by the table.
    public Optional<Support> support(Distribution distribution, Advisories advisories) {
        var stored =
                advisories.supportOf(PRODUCTS.getOrDefault(distribution.id(), distribution.id()));
        var byRelease = new HashMap<String, Support>();
        for (var one : stored) {
            byRelease.put(
                    key(distribution.id(), one.release()),
                    new Support(one.ends(), one.extendedEnds()));
        }
        return new EndOfLifeTable(byRelease).support(distribution).or(() -> support(distribution));
    }

    /// @return nothing for a release that is not in the table, or that has no number, as Debian's
    ///   testing
    public Optional<Support> support(Distribution distribution) {
        var release = distribution.versionId();
        while (!release.isEmpty()) {
            var support = byRelease.get(key(distribution.id(), release));
            if (support != null) {
                return Optional.of(support);
            }
            release = release.substring(0, Math.max(0, release.lastIndexOf('.')));
        }
        return Optional.empty();
    }

    private static String key(String id, String release) {
        return id + " " + release;
    }
}
