package org.tidewaiter.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.model.ExploitSigns;
import org.tidewaiter.vulnerability.advisory.Advisories;
import org.tidewaiter.vulnerability.advisory.Advisory;
import org.tidewaiter.vulnerability.advisory.AffectedPackage;
import org.tidewaiter.vulnerability.advisory.Rating;
import org.tidewaiter.vulnerability.advisory.ReleaseSupport;
import org.tidewaiter.vulnerability.advisory.VersionRange;
import org.tidewaiter.vulnerability.advisory.VersionRange.Event;

/// Advisories held in a list.
record FewAdvisories(List<Advisory> records) implements Advisories {
    static Advisory advisory(
            String id, String ecosystem, String name, String fixed, String severity) {
        return new Advisory(
                id,
                "made-up",
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                List.of(new Rating("WORD", severity)),
                List.of(
                        new AffectedPackage(
                                ecosystem,
                                name,
                                List.of(
                                        new VersionRange(
                                                List.of(
                                                        new Event.Introduced("0"),
                                                        new Event.Fixed(fixed)))),
                                List.of(),
                                Optional.empty(),
                                "",
                                List.of())));
    }

    /// The same, for the versions from one on, up to another; all later ones where that is empty.
    static Advisory between(Advisory one, String introduced, String fixed) {
        var entry = one.affected().getFirst();
        var events = new ArrayList<Event>();
        events.add(new Event.Introduced(introduced));
        if (!fixed.isEmpty()) {
            events.add(new Event.Fixed(fixed));
        }
        return new Advisory(
                one.id(),
                one.feed(),
                one.aliases(),
                one.upstream(),
                one.published(),
                one.modified(),
                one.withdrawn(),
                one.title(),
                one.ratings(),
                List.of(
                        new AffectedPackage(
                                entry.ecosystem(),
                                entry.name(),
                                List.of(new VersionRange(events)),
                                List.of(),
                                Optional.empty(),
                                "",
                                List.of())));
    }

    @Override
    public List<Advisory> about(String ecosystem, String name) {
        return records.stream()
                .filter(record ->
                        record.affected().stream()
                                .anyMatch(one ->
                                        one.ecosystem().equals(ecosystem)
                                                && one.name().equals(name)))
                .toList();
    }

    @Override
    public List<Advisory> naming(String id) {
        return records.stream().filter(record -> record.id().equals(id)).toList();
    }

    @Override
    public List<String> productsOf(String repository) {
        return List.of();
    }

    @Override
    public List<ReleaseSupport> supportOf(String product) {
        return List.of();
    }

    @Override
    public ExploitSigns exploitSigns(String cve) {
        return ExploitSigns.NONE;
    }
}
