package org.tidewaiter.inventory;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tidewaiter.image.pass.Seen;
import org.tidewaiter.inventory.linux.DistributionFiles;
import org.tidewaiter.inventory.rpm.RpmVendors;
import org.tidewaiter.model.Distribution;
import org.tidewaiter.model.Observation.DistributionSeen;
import org.tidewaiter.model.Presence;
import org.tidewaiter.model.Purl;

/// Which distribution the image is, and what that adds to the names of its packages.
final class DistributionFacts {
    private static final Comparator<Seen> ORDER =
            Comparator.comparing(Seen::path, DistributionFiles.BEST_FIRST);

    private DistributionFacts() {}

    /// The first distribution that has a name for people. If it has no codename, it gets the one
    /// that another file gives for a distribution of the same id.
    static Optional<Distribution> live(List<Seen> seen) {
        var all =
                seen.stream()
                        .filter(one -> one.presence() == Presence.LIVE)
                        .filter(one -> one.observation() instanceof DistributionSeen)
                        .sorted(ORDER)
                        .map(one -> ((DistributionSeen) one.observation()).distribution())
                        .toList();
        return all.stream()
                .filter(one -> !one.name().isEmpty())
                .findFirst()
                .map(one -> withCodename(one, all));
    }

    private static Distribution withCodename(Distribution is, List<Distribution> all) {
        var codename =
                Stream.concat(Stream.of(is), all.stream())
                        .filter(one -> one.id().equals(is.id()))
                        .map(Distribution::codename)
                        .filter(one -> !one.isEmpty())
                        .findFirst()
                        .orElse("");
        return new Distribution(is.id(), is.versionId(), codename, is.name(), is.like());
    }

    /// Adds what a database does not say about its own packages: the distribution as namespace and,
    /// with its version, as `distro`; and where the source's name or version is another one, that
    /// as `upstream`. A package of a language stays as it is.
    static Purl complete(Found found, Optional<Distribution> distribution) {
        var purl = found.seen().purl();
        if (!found.isOfDistribution()) {
            return purl;
        }
        if (distribution.isPresent()) {
            var is = distribution.get();
            boolean isOwn =
                    purl.type().equals("rpm")
                            ? RpmVendors.isOwn(purl.namespace(), is.id())
                            : purl.namespace().isEmpty();
            purl =
                    new Purl(
                                    purl.type(),
                                    isOwn ? is.id() : purl.namespace(),
                                    purl.name(),
                                    purl.version(),
                                    purl.qualifiers(),
                                    purl.subpath())
                            .withQualifier("distro", release(is));
        }
        return found.upstream().isEmpty()
                ? purl
                : purl.withQualifier("upstream", found.upstream().get());
    }

    /// `debian-12`, `alpine-3.20.3`, and `debian-sid` before a release has a number.
    private static String release(Distribution distribution) {
        var release =
                distribution.versionId().isEmpty()
                        ? distribution.codename()
                        : distribution.versionId();
        return release.isEmpty() ? distribution.id() : distribution.id() + "-" + release;
    }
}
