package org.tidewaiter.inventory.program;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.tidewaiter.model.Observation.PackageSeen.installed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.ClaimedFile.Window;
import org.tidewaiter.image.reader.Claims.Bytes;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.model.Observation;
import org.tidewaiter.model.Purl;

/// The lines of a table of products, and all their anchors as one list.
final class ProgramTable {
    /// What is kept of a file from an anchor on.
    static final int WINDOW_BYTES = 256;

    private final List<Evidence> evidence;
    private final List<Anchor> anchors = new ArrayList<>();

    ProgramTable(List<Evidence> evidence, List<String> moreAnchors) {
        this.evidence = List.copyOf(evidence);
        var users = new LinkedHashMap<String, List<Evidence>>();
        for (var one : evidence) {
            for (var anchor : one.anchors()) {
                users.computeIfAbsent(anchor, _ -> new ArrayList<>()).add(one);
            }
            if (!one.also().isEmpty()) {
                users.computeIfAbsent(one.also(), _ -> new ArrayList<>());
            }
        }
        moreAnchors.forEach(anchor -> users.computeIfAbsent(anchor, _ -> new ArrayList<>()));
        users.forEach((anchor, all) -> {
            int skipped = beforeNumber(anchor);
            spelled(anchor).forEach(text -> anchors.add(new Anchor(text, skipped, all)));
        });
    }

    /// Bytes to search for.
    ///
    /// @param text in ISO 8859-1
    /// @param skipped how many of them precede what a version is looked for in
    /// @param proves what they may prove
    record Anchor(String text, int skipped, List<Evidence> proves) {
        /// What stands where a version is looked for.
        String then(Window window) {
            var bytes = window.bytes();
            return new String(bytes, skipped, bytes.length - skipped, ISO_8859_1);
        }
    }

    /// @param table the name of a resource, of which `programs.tsv` says the form
    /// @param moreAnchors that the reader wants for itself
    static ProgramTable load(String table, String... moreAnchors) {
        try (var in = Objects.requireNonNull(ProgramTable.class.getResourceAsStream(table));
                var reader =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return new ProgramTable(
                    reader.lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .map(Evidence::parse)
                            .toList(),
                    List.of(moreAnchors));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// In the order of the table, in which the first line of a product that holds is believed.
    List<Evidence> evidence() {
        return evidence;
    }

    Bytes[] anchors() {
        return anchors.stream().map(one -> Bytes.ofText(one.text())).toArray(Bytes[]::new);
    }

    /// @param index as in [#anchors()]
    Anchor anchor(int index) {
        return anchors.get(index);
    }

    /// The products that a file is or has inside.
    ///
    /// @param file with the windows of [#anchors()]
    /// @param counts whether a line may prove anything in this file
    Reading reading(ClaimedFile file, Predicate<Evidence> counts) {
        var versions = versions(file, counts);
        var products = new HashSet<Purl>();
        var packages = new ArrayList<Observation>();
        var gaps = new ArrayList<String>();
        for (var one : evidence) {
            var found = versions.get(one);
            if (found == null || !products.add(one.product())) {
                continue;
            }
            if (found.size() == 1 || one.isPart()) {
                found.forEach(version -> packages.add(installed(one.productOf(version))));
            } else {
                gaps.add(
                        "it could be %s of several versions: %s"
                                .formatted(one.product().name(), String.join(", ", found)));
            }
        }
        return new Reading(packages, gaps);
    }

    private Map<Evidence, Set<String>> versions(ClaimedFile file, Predicate<Evidence> counts) {
        var name = file.fileName();
        var standing =
                file.windows().stream()
                        .map(window -> anchor(window.anchor()).text())
                        .collect(Collectors.toSet());
        var versions = new IdentityHashMap<Evidence, Set<String>>();
        for (var window : file.windows()) {
            var anchor = anchor(window.anchor());
            for (var evidence : anchor.proves()) {
                if (counts.test(evidence) && evidence.mayBe(name, standing)) {
                    evidence.version(name, anchor.then(window))
                            .ifPresent(version ->
                                    versions.computeIfAbsent(evidence, _ -> new TreeSet<>())
                                            .add(version));
                }
            }
        }
        return versions;
    }

    /// How much precedes the number that has the first digit left open; all where there is none.
    private static int beforeNumber(String anchor) {
        int at = anchor.indexOf(Evidence.DIGIT);
        while (at > 0 && Character.isDigit(anchor.charAt(at - 1))) {
            at--;
        }
        return at < 0 ? anchor.length() : at;
    }

    /// What an anchor with digits left open stands for.
    private static List<String> spelled(String anchor) {
        int digit = anchor.indexOf(Evidence.DIGIT);
        if (digit < 0) {
            return List.of(anchor);
        }
        var all = new ArrayList<String>();
        for (char one = '0'; one <= '9'; one++) {
            all.addAll(spelled(anchor.substring(0, digit) + one + anchor.substring(digit + 1)));
        }
        return all;
    }
}
