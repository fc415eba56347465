package org.tidewaiter.scan;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.tidewaiter.model.ExploitSigns;
import org.tidewaiter.model.Weakness;
import org.tidewaiter.vulnerability.advisory.Advisories;
import org.tidewaiter.vulnerability.advisory.Advisory;
import org.tidewaiter.vulnerability.advisory.ReleaseSupport;

/// Advisories of which every answer is kept, for judging the same few packages many times.
final class RememberedAdvisories implements Advisories {
    private final Advisories advisories;
    private final Map<List<String>, List<Advisory>> about = new ConcurrentHashMap<>();
    private final Map<String, List<Advisory>> naming = new ConcurrentHashMap<>();
    private final Map<String, List<Advisory>> heads = new ConcurrentHashMap<>();
    private final Map<String, List<Weakness>> weaknesses = new ConcurrentHashMap<>();
    private final Map<String, ExploitSigns> signs = new ConcurrentHashMap<>();

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
    public List<Advisory> headsNaming(String id) {
        return heads.computeIfAbsent(id, advisories::headsNaming);
    }

    @Override
    public List<String> productsOf(String repository) {
        return advisories.productsOf(repository);
    }

    @Override
    public List<ReleaseSupport> supportOf(String product) {
        return advisories.supportOf(product);
    }

    @Override
    public List<Weakness> weaknesses(String cve) {
        return weaknesses.computeIfAbsent(cve, advisories::weaknesses);
    }

    @Override
    public ExploitSigns exploitSigns(String cve) {
        return signs.computeIfAbsent(cve, advisories::exploitSigns);
    }
}
