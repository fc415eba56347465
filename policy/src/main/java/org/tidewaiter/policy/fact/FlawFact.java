package org.tidewaiter.policy.fact;

import java.util.List;
import java.util.Optional;

@Means("A known flaw in a package of the image.")
public record FlawFact(
        @Means("CVE id where it has one") String id,
        @Means("its other ids") List<String> aliases,
        @Means("name of the package") String packageName,
        @Means("version of the package") String packageVersion,
        @Means("package URL") String purl,
        @Means(
                        value = "`unknown`, `negligible`, `low`, `medium`, `high` or `critical`",
                        words = {"unknown", "negligible", "low", "medium", "high", "critical"})
                String severity,
        @Means("CVSS base score, 0 to 10") Optional<Double> score,
        @Means("`affected`, `fixed` (there is a fix), `will_not_fix`, `end_of_life`, ...")
                String state,
        @Means("versions that mend it, lowest first") List<String> fixedVersions,
        @Means("whether CISA lists it as exploited") boolean exploited,
        @Means("EPSS probability of exploitation, 0 to 1") Optional<Double> epss,
        @Means("one line") String title,
        @Means("where the package was seen") List<String> paths) {}
