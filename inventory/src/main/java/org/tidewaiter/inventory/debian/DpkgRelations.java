package org.tidewaiter.inventory.debian;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tidewaiter.inventory.text.ControlFile.Paragraph;
import org.tidewaiter.model.Observation.DependenciesSeen;
import org.tidewaiter.model.Purl;

/// What a paragraph of dpkg's database says that its package needs and provides. The versions that
/// it asks for are passed over: what is installed satisfies them, or dpkg would not have it so.
///
/// @see "deb-control(5): Pre-Depends, Depends, Provides"
final class DpkgRelations {
    private static final Pattern COMMA = Pattern.compile(",");
    private static final Pattern BAR = Pattern.compile("\\|");
    private static final Pattern NAME =
            Pattern.compile("\\s*([A-Za-z0-9][A-Za-z0-9+._-]*).*", Pattern.DOTALL);

    private DpkgRelations() {}

    static DependenciesSeen of(Purl purl, Paragraph paragraph) {
        var needs =
                Stream.of("pre-depends", "depends")
                        .flatMap(field -> COMMA.splitAsStream(paragraph.field(field)))
                        .map(one -> BAR.splitAsStream(one).flatMap(DpkgRelations::name).toList())
                        .filter(names -> !names.isEmpty())
                        .toList();
        var provides =
                COMMA.splitAsStream(paragraph.field("provides"))
                        .flatMap(DpkgRelations::name)
                        .toList();
        return new DependenciesSeen(purl, needs, provides);
    }

    /// `name:any (>= 1)` without what follows the name.
    private static Stream<String> name(String text) {
        var parts = NAME.matcher(text);
        return parts.matches() ? Stream.of(parts.group(1)) : Stream.empty();
    }
}
