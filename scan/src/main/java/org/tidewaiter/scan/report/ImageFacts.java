package org.tidewaiter.scan.report;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tidewaiter.checks.Cleanliness;
import org.tidewaiter.checks.ImageHistory;
import org.tidewaiter.image.manifest.ImageSettings;
import org.tidewaiter.model.LicenceCategory;

/// What is known of an image besides what is in it and what is wrong with it.
///
/// @param scanners what was looked for
/// @param cleanliness nothing where clutter was not looked for, or there is no file system
/// @param licences how many live packages are of each category; empty where they were not looked at
/// @param history how it was made; without a step where that is not known
/// @param evidence nothing where it was not asked for
/// @param settings of its configuration; nothing of what is no image
public record ImageFacts(
        Set<Scanner> scanners,
        Optional<Cleanliness> cleanliness,
        SortedMap<LicenceCategory, Integer> licences,
        ImageHistory history,
        Optional<KnownEvidence> evidence,
        Optional<ImageSettings> settings) {
    public static final ImageFacts NONE = of(Set.of(Scanner.VULNERABILITIES));

    public ImageFacts {
        scanners = Set.copyOf(scanners);
        licences = Collections.unmodifiableSortedMap(new TreeMap<>(licences));
    }

    /// Those of something of which neither its settings are known nor what is signed about it.
    public ImageFacts(
            Set<Scanner> scanners,
            Optional<Cleanliness> cleanliness,
            SortedMap<LicenceCategory, Integer> licences,
            ImageHistory history) {
        this(scanners, cleanliness, licences, history, Optional.empty(), Optional.empty());
    }

    public ImageFacts withEvidence(KnownEvidence known) {
        return new ImageFacts(
                scanners, cleanliness, licences, history, Optional.of(known), settings);
    }

    public ImageFacts withSettings(ImageSettings known) {
        return new ImageFacts(
                scanners, cleanliness, licences, history, evidence, Optional.of(known));
    }

    /// Where there was nothing to be known.
    public static ImageFacts of(Set<Scanner> scanners) {
        return new ImageFacts(
                scanners,
                Optional.empty(),
                Collections.emptySortedMap(),
                new ImageHistory(List.of()));
    }

    public boolean lookedFor(Scanner scanner) {
        return scanners.contains(scanner);
    }
}
