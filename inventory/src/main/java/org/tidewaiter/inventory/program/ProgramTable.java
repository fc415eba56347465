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

/// The lines of `programs.tsv`, and all their anchors as one list in which each stands once.
final class ProgramTable {
    private static final String RESOURCE = "programs.tsv";

    private final List<Evidence> evidence;
    private final List<String> anchors;

    /// By the index of an anchor.
    private final List<List<Proof>> proofs;

    ProgramTable(List<Evidence> evidence, List<String> moreAnchors) {
        this.evidence = List.copyOf(evidence);
        var byAnchor = new LinkedHashMap<String, List<Proof>>();
        for (var one : evidence) {
            for (var anchor : one.anchors()) {
                byAnchor.computeIfAbsent(anchor.text(), _ -> new ArrayList<>())
                        .add(new Proof(one, anchor.skipped()));
            }
            if (!one.also().isEmpty()) {
                byAnchor.computeIfAbsent(one.also(), _ -> new ArrayList<>());
            }
        }
        moreAnchors.forEach(anchor -> byAnchor.computeIfAbsent(anchor, _ -> new ArrayList<>()));
        anchors = List.copyOf(byAnchor.keySet());
        proofs = byAnchor.values().stream().map(List::copyOf).toList();
    }

    /// What an anchor may prove.
    ///
    /// @param skipped how many characters of the anchor precede what the version is looked for in
    record Proof(Evidence evidence, int skipped) {}

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
        return anchors.stream().map(Bytes::ofText).toArray(Bytes[]::new);
    }

    String anchor(int index) {
        return anchors.get(index);
    }

    List<Proof> proofs(int anchor) {
        return proofs.get(anchor);
    }
}
