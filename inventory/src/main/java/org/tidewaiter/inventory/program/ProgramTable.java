package org.tidewaiter.inventory.program;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.tidewaiter.image.reader.Claims.Bytes;

/// The lines of `programs.tsv`, and all their anchors as one list.
final class ProgramTable {
    private static final String RESOURCE = "programs.tsv";

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
    record Anchor(String text, int skipped, List<Evidence> proves) {}

    /// @param moreAnchors that the reader wants for itself
    static ProgramTable load(String... moreAnchors) {
        try (var in = Objects.requireNonNull(ProgramTable.class.getResourceAsStream(RESOURCE));
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
