package org.tidewaiter.scan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tidewaiter.model.ExploitSigns;
import org.tidewaiter.vulnerability.advisory.Advisories;
import org.tidewaiter.vulnerability.advisory.Advisory;

/// Advisories of which every answer is kept, for judging the same few packages many times. Not for
/// several threads.
final class RememberedAdvisories implements Advisories {
    private final Advisories advisories;
    private final Map<List<String>, List<Advisory>> about = new HashMap<>();
    private final Map<String, List<Advisory>> naming = new HashMap<>();

    RememberedAdvisories(Advisories advisories) {
        this.advisories = advisories;
    }

    @Override
    public List<Advisory> about(String ecosystem, String name) {
        return about.computeIfAbsent(
                List.of(ecosystem, name), _ -> advisories.about(ecosystem, name));
    }

    @Override
    public List<Advisory> naming(String id) {
        return naming.computeIfAbsent(id, advisories::naming);
    }

    @Override
    public ExploitSigns exploitSigns(String cve) {
        return advisories.exploitSigns(cve);
    }
}
