package org.tidewaiter.scan.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tidewaiter.inventory.account.AccountForms;
import org.tidewaiter.model.ByteCount;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.policy.AdvisoryData;
import org.tidewaiter.scan.base.BaseImage.Part;
import org.tidewaiter.scan.report.ScanReport;

/// What was scanned, and on what the answer rests.
public final class HeaderSection {
    private HeaderSection() {}

    /// @param label for people, for example `Distribution`
    public record Fact(String label, String text) {}

    static void write(ScanReport report, Page page) {
        facts(report).forEach(fact -> page.field(fact.label, fact.text));
    }

    /// One line each. The texts are as the image and the feeds have them, so whoever writes them
    /// escapes them.
    public static List<Fact> facts(ScanReport report) {
        var source = report.inventory().source();
        var facts = new ArrayList<Fact>();
        facts.add(
                new Fact(
                        "Image",
                        source.name()
                                + source.platform()
                                        .map(platform -> " (%s)".formatted(platform))
                                        .orElse("")));
        source.digest().ifPresent(digest -> facts.add(new Fact("Digest", digest.toString())));
        facts.add(new Fact("Distribution", distribution(report)));
        base(report).ifPresent(base -> facts.add(new Fact("Base", base)));
        report.facts().evidence().stream()
                .flatMap(known -> known.lines().stream())
                .forEach(line -> facts.add(new Fact("Evidence", line)));
        facts.add(new Fact("Packages", packages(report)));
        facts.add(new Fact("Files", files(report)));
        licences(report).ifPresent(words -> facts.add(new Fact("Licences", words)));
        cleanliness(report).ifPresent(words -> facts.add(new Fact("Clutter", words)));
        facts.add(new Fact("Advisories", advisories(report.data(), report)));
        facts.add(new Fact("As of", report.asOf().toString()));
        return facts;
    }

    private static String distribution(ScanReport report) {
        return report.inventory()
                .distribution()
                .map(one ->
                        (one.name().isEmpty() ? one.id() : one.name())
                                + ": "
                                + report.support()
                                        .map(support -> support.text(report.asOf()))
                                        .orElse("end of support not known"))
                .orElse("none recognised");
    }

    /// The image that it is built on: as its layers show, or else as it claims.
    private static Optional<String> base(ScanReport report) {
        var source = report.inventory().source();
        return report.base()
                .map(base ->
                        "%s: the lowest %d of %s; %s, own %s"
                                .formatted(
                                        base.name(),
                                        base.layers(),
                                        Counted.of(source.layers().size(), "layer"),
                                        Counted.of(report.count(base, Part.BASE), "finding"),
                                        number(report.count(base, Part.OWN))))
                .or(() ->
                        source.claimedBase()
                                .map(claim ->
                                        "%s, as the image says; '--base' splits the findings"
                                                .formatted(claim.name())));
    }

    private static String packages(ScanReport report) {
        var byType =
                report.inventory().livePackages().stream()
                        .collect(
                                Collectors.groupingBy(
                                        (SoftwarePackage one) -> one.purl().type(),
                                        TreeMap::new,
                                        Collectors.counting()));
        long total = byType.values().stream().mapToLong(Long::longValue).sum();
        var parts =
                byType.entrySet().stream()
                        .sorted(
                                Map.Entry.<String, Long>comparingByValue()
                                        .reversed()
                                        .thenComparing(Map.Entry.comparingByKey()))
                        .map(one -> number(one.getValue()) + " " + one.getKey())
                        .collect(Collectors.joining(", "));
        return parts.isEmpty() ? "none" : number(total) + ": " + parts;
    }

    private static String files(ScanReport report) {
        var files = report.inventory().files();
        long total = files.total().files();
        return total == 0
                ? "none read"
                : "%s: %s".formatted(number(total), AccountForms.line(files));
    }

    private static Optional<String> licences(ScanReport report) {
        return Optional.of(
                        report.facts().licences().entrySet().stream()
                                .map(one ->
                                        "%s %s"
                                                .formatted(
                                                        number(one.getValue()),
                                                        one.getKey().words()))
                                .collect(Collectors.joining(", ")))
                .filter(words -> !words.isEmpty());
    }

    private static Optional<String> cleanliness(ScanReport report) {
        return report.facts()
                .cleanliness()
                .map(one ->
                        "score %d of 100 (%s): %s of %s are not needed to run it"
                                .formatted(
                                        one.score(),
                                        one.isClean() ? "clean" : "0 is clean",
                                        ByteCount.words(one.clutterBytes()),
                                        ByteCount.words(one.totalBytes())));
    }

    private static String advisories(AdvisoryData data, ScanReport report) {
        if (data.equals(AdvisoryData.NONE)) {
            return "none asked";
        }
        if (data.sample()) {
            return "sample data: %s advisories; run 'tidewaiter db update'"
                    .formatted(number(data.advisories()));
        }
        var age = data.ageDays(report.asOf());
        return "%s from %s; %s"
                .formatted(
                        number(data.advisories()),
                        Counted.of(data.feeds().size(), "feed"),
                        age.isEmpty()
                                ? "of unknown age"
                                : "the newest is of %s, %s old"
                                        .formatted(
                                                data.newest().orElse(report.asOf()),
                                                Counted.of(age.getAsLong(), "day")));
    }

    static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
