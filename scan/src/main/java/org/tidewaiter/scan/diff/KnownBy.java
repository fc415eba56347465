package org.tidewaiter.scan.diff;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.model.ExploitSigns;
import org.tidewaiter.vulnerability.advisory.Advisories;
import org.tidewaiter.vulnerability.advisory.Advisory;
import org.tidewaiter.vulnerability.advisory.ReleaseSupport;

/// What advisories had been published by a day. A record without a date counts as known; one that
/// was changed since stands as it is now, since nobody keeps what it said before; so does a
/// probability of exploitation.
///
/// @param day the last one that counts
public record KnownBy(LocalDate day, Advisories all) implements Advisories {
    @Override
    public List<Advisory> about(String ecosystem, String name) {
        return published(all.about(ecosystem, name));
    }

    @Override
    public List<Advisory> naming(String id) {
        return published(all.naming(id));
    }

    @Override
    public List<Advisory> headsNaming(String id) {
        return published(all.headsNaming(id));
    }

    @Override
    public List<String> productsOf(String repository) {
        return all.productsOf(repository);
    }

    @Override
    public List<ReleaseSupport> supportOf(String product) {
        return all.supportOf(product);
    }

    @Override
    public ExploitSigns exploitSigns(String cve) {
        var signs = all.exploitSigns(cve);
        return signs.kevAdded().filter(added -> added.isAfter(day)).isEmpty()
                ? signs
                : new ExploitSigns(Optional.empty(), signs.epss());
    }

    private List<Advisory> published(List<Advisory> records) {
        return records.stream()
                .filter(one -> one.published().filter(date -> date.isAfter(day)).isEmpty())
                .toList();
    }
}
