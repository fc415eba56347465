package org.tidewaiter.inventory.document;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tidewaiter.inventory.account.AccountForms;
import org.tidewaiter.inventory.licence.SpdxLicences;
import org.tidewaiter.inventory.text.Excerpt;
import org.tidewaiter.inventory.text.TextTable;
import org.tidewaiter.model.Distribution;
import org.tidewaiter.model.FileAccount;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.LayerScope;
import org.tidewaiter.model.Presence;
import org.tidewaiter.model.SoftwarePackage;

/// For people: what the image is, how much of it is explained, its packages, and at the end, where
/// a terminal leaves the eye, what could not be read.
final class TableFormat implements InventoryFormat {
    private static final int MAX_LICENCE_WIDTH = 40;
    private static final int MAX_NAME_WIDTH = 80;

    @Override
    public String name() {
        return "table";
    }

    @Override
    public void write(Inventory inventory, LayerScope scope, OutputStream out) throws IOException {
        var gaps = Words.of(inventory.gaps());
        var text = head(inventory, gaps.size()) + packages(inventory) + gaps(gaps);
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String head(Inventory inventory, int gaps) {
        var source = inventory.source();
        var lines = new TextTable("Image", Excerpt.of(source.name()));
        source.digest().ifPresent(digest -> lines.add("Digest", digest.toString()));
        source.platform()
                .ifPresent(platform -> lines.add("Platform", Excerpt.of(platform.toString())));
        lines.add("System", inventory.distribution().map(TableFormat::system).orElse("not known"));
        lines.add("Packages", counts(inventory.packages()));
        if (inventory.packages().stream().anyMatch(TableFormat::isInstalled)) {
            lines.add("Licences", licences(inventory.packages()));
        }
        lines.add("Files", account(inventory.files()));
        lines.add("Gaps", gaps == 0 ? "none" : gaps + ", listed at the end");
        return lines.text();
    }

    private static String system(Distribution distribution) {
        return Excerpt.of(
                distribution.name().isEmpty()
                        ? (distribution.id() + " " + distribution.versionId()).strip()
                        : distribution.name());
    }

    private static String counts(List<SoftwarePackage> packages) {
        var installed = packages.stream().filter(TableFormat::isInstalled).toList();
        var byType = installed.stream().collect(groupingBy(one -> one.purl().type(), counting()));
        var text = new StringBuilder().append(installed.size()).append(" installed");
        if (!installed.isEmpty()) {
            text.append(
                    byType.entrySet().stream()
                            .sorted(
                                    Map.Entry.<String, Long>comparingByValue(
                                                    Comparator.reverseOrder())
                                            .thenComparing(Map.Entry.comparingByKey()))
                            .map(entry -> entry.getValue() + " " + entry.getKey())
                            .collect(joining(", ", " (", ")")));
        }
        appendCount(
                text, packages.stream().filter(TableFormat::isDeclared).count(), "declared only");
        appendCount(
                text,
                packages.stream().filter(TableFormat::isHidden).count(),
                "hidden in lower layers");
        return text.toString();
    }

    /// How many installed packages say nothing, or nothing that is exactly one licence.
    private static String licences(List<SoftwarePackage> packages) {
        var installed = packages.stream().filter(TableFormat::isInstalled).toList();
        long silent = installed.stream().filter(one -> one.licences().isEmpty()).count();
        long unclear =
                installed.stream()
                        .filter(one ->
                                !one.licences().stream().allMatch(SpdxLicences::isExpression))
                        .count();
        return "%,d packages state none, %,d in words that are no SPDX licence"
                .formatted(silent, unclear);
    }

    private static void appendCount(StringBuilder text, long count, String what) {
        if (count > 0) {
            text.append(", ").append(count).append(' ').append(what);
        }
    }

    private static String account(FileAccount files) {
        long total = files.total().files();
        return total == 0
                ? "0"
                : String.format(Locale.ROOT, "%,d: %s", total, AccountForms.line(files));
    }

    private static String packages(Inventory inventory) {
        var installed = new TextTable("PACKAGE", "VERSION", "TYPE", "LICENCE", "PATH");
        var declared = new TextTable("PACKAGE", "VERSION", "TYPE", "PATH");
        var hidden = new TextTable("PACKAGE", "VERSION", "TYPE", "STATE", "LAYER", "PATH");
        for (var one : inventory.packages()) {
            var name = Excerpt.of(one.ecosystemName(), MAX_NAME_WIDTH);
            var version = orDash(Excerpt.of(one.version(), MAX_NAME_WIDTH));
            var type = one.purl().type();
            if (isInstalled(one)) {
                installed.add(name, version, type, licences(one), path(one));
            } else if (isDeclared(one)) {
                declared.add(name, version, type, path(one));
            } else {
                hidden.add(name, version, type, Words.of(one.presence()), layer(one), path(one));
            }
        }
        return section("", installed)
                + section("Declared by lock files, not seen installed:\n", declared)
                + section("Not in the final image, but still in its layers:\n", hidden);
    }

    private static boolean isHidden(SoftwarePackage one) {
        return one.presence() != Presence.LIVE;
    }

    private static boolean isDeclared(SoftwarePackage one) {
        return !isHidden(one) && one.declared();
    }

    private static boolean isInstalled(SoftwarePackage one) {
        return !isHidden(one) && !one.declared();
    }

    private static String section(String title, TextTable table) {
        return table.isEmpty() ? "" : "\n" + title + table.text();
    }

    private static String licences(SoftwarePackage one) {
        return orDash(Excerpt.of(String.join(", ", one.licences()), MAX_LICENCE_WIDTH));
    }

    private static String layer(SoftwarePackage one) {
        return one.locations().stream()
                .flatMap(location -> location.layer().stream().boxed())
                .map(Object::toString)
                .findFirst()
                .orElse("-");
    }

    private static String path(SoftwarePackage one) {
        if (one.locations().isEmpty()) {
            return "-";
        }
        int others = one.locations().size() - 1;
        return Excerpt.of(one.locations().getFirst().path(), Integer.MAX_VALUE)
                + (others > 0 ? " (and %d more)".formatted(others) : "");
    }

    private static String orDash(String text) {
        return text.isEmpty() ? "-" : text;
    }

    private static String gaps(List<String> gaps) {
        return gaps.isEmpty()
                ? ""
                : gaps.stream()
                        .map(gap -> "  " + Excerpt.of(gap, Integer.MAX_VALUE) + "\n")
                        .collect(joining("", "\nCould not be read:\n", ""));
    }
}
