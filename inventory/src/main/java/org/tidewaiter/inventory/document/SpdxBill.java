package org.tidewaiter.inventory.document;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tidewaiter.inventory.account.FileLedger;
import org.tidewaiter.inventory.licence.SpdxLicences;
import org.tidewaiter.inventory.text.Excerpt;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Distribution;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.LayerScope;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.Sha1;
import org.tidewaiter.model.SoftwarePackage;

/// An inventory in the terms of SPDX 2.3, before it is written in one of its two forms.
///
/// There is no clock in it: the times that the format insists on are the epoch. The document's
/// namespace is derived from everything else in it.
///
/// @see "SPDX specification 2.3"
final class SpdxBill {
    static final String TIME = "1970-01-01T00:00:00Z";
    static final String TOOL = "Tool: tidewaiter";
    static final String CREATOR_COMMENT =
            "The time of creation is left out, so that the same image gives the same document.";
    static final String IMAGE_ID = "SPDXRef-Image";
    private static final Pattern NOT_OF_IDS = Pattern.compile("[^A-Za-z0-9.]+");
    private static final Pattern LICENCE_REFERENCE =
            Pattern.compile("(?<![A-Za-z0-9.:-])LicenseRef-[A-Za-z0-9.-]+");
    private static final int MAX_READABLE_ID = 60;

    private final Bill bill;
    private final List<SpdxPackage> packages = new ArrayList<>();
    private final Map<String, String> ids = new HashMap<>();
    private final Map<String, SoftwarePackage> found = new HashMap<>();
    private final SortedMap<String, String> extractedLicences = new TreeMap<>();

    private final Optional<SpdxFiles> files;

    /// @param ledger whose files are listed, if they are
    SpdxBill(Inventory inventory, LayerScope scope, Optional<FileLedger> ledger) {
        bill = new Bill(ledger.isPresent() ? inventory : inventory.withoutClasses(), scope);
        files = ledger.map(one -> new SpdxFiles(bill, one));
        packages.add(image());
        inventory.distribution().map(SpdxBill::system).ifPresent(packages::add);
        bill.entries().forEach(entry -> packages.add(library(entry)));
    }

    /// A package as SPDX has it. What it does not have is empty.
    ///
    /// @param purpose as the JSON form writes it
    /// @param licence an expression
    /// @param cpes CPE names, of version 2.2 or 2.3
    /// @param sha1s of archives that are the package
    /// @param comment of the annotation that holds our properties, one a line
    record SpdxPackage(
            String id,
            String name,
            String version,
            String purpose,
            String summary,
            String sourceInfo,
            String licence,
            String purl,
            List<String> cpes,
            List<Sha1> sha1s,
            String comment) {
        SpdxPackage {
            cpes = List.copyOf(cpes);
            sha1s = List.copyOf(sha1s);
        }
    }

    String name() {
        return bill.inventory().source().name();
    }

    /// The image first; it contains the others.
    List<SpdxPackage> packages() {
        return packages;
    }

    /// What the package was found as; nothing for the image and its system.
    Optional<SoftwarePackage> found(SpdxPackage one) {
        return Optional.ofNullable(found.get(one.id()));
    }

    /// Those that the image contains, where they are listed.
    Optional<SpdxFiles> files() {
        return files;
    }

    /// What packages call licences that SPDX does not list, by the id it has in this document.
    SortedMap<String, String> extractedLicences() {
        return extractedLicences;
    }

    private SpdxPackage image() {
        return new SpdxPackage(
                IMAGE_ID,
                name(),
                bill.imageVersion().map(Digest::toString).orElse(""),
                bill.isOfDirectory() ? "FILE" : "CONTAINER",
                "",
                "",
                "NOASSERTION",
                bill.imagePurl().map(Purl::toString).orElse(""),
                List.of(),
                List.of(),
                lines(bill.imageProperties()));
    }

    private static SpdxPackage system(Distribution system) {
        return new SpdxPackage(
                "SPDXRef-OperatingSystem",
                system.id(),
                system.versionId(),
                "OPERATING_SYSTEM",
                system.name(),
                "",
                "NOASSERTION",
                "",
                List.of(),
                List.of(),
                lines(Bill.properties(system)));
    }

    /// That one package needs another, by their ids.
    record Need(String of, String on) {}

    List<Need> needs() {
        return bill.needs().stream()
                .flatMap(need -> need.on().stream().map(on -> new Need(id(need.of()), id(on))))
                .toList();
    }

    private String id(String reference) {
        return Objects.requireNonNull(ids.get(reference), "an entry of the bill");
    }

    private SpdxPackage library(Bill.Entry entry) {
        var one = entry.found();
        var properties = new ArrayList<>(bill.properties(one));
        Bill.paths(one).forEach(path -> properties.add(new Bill.Property("location", path)));
        var id =
                "SPDXRef-%s-%s"
                        .formatted(
                                readable(one.purl().type() + "-" + one.purl().name()),
                                hash(entry.reference()));
        ids.put(entry.reference(), id);
        found.put(id, one);
        return new SpdxPackage(
                id,
                one.ecosystemName(),
                one.version(),
                "LIBRARY",
                "",
                sourceInfo(one),
                licence(one.licences()),
                one.purl().toString(),
                one.cpes(),
                one.sha1s(),
                lines(properties));
    }

    /// Worded so that Trivy too reads the source package out of it.
    private static String sourceInfo(SoftwarePackage one) {
        return one.source()
                .map(source -> "built package from: " + source.name() + " " + source.version())
                .orElse("");
    }

    /// How references call the version of a CPE name.
    static String cpeType(String cpe) {
        return cpe.startsWith("cpe:2.3:") ? "cpe23Type" : "cpe22Type";
    }

    static String lines(List<Bill.Property> properties) {
        return properties.stream()
                .map(one -> one.name() + "=" + Excerpt.of(one.value(), Integer.MAX_VALUE))
                .collect(Collectors.joining("\n"));
    }

    /// All of them apply, as far as is known.
    private String licence(List<String> licences) {
        var operands = licences.stream().filter(one -> !one.isBlank()).map(this::operand).toList();
        if (operands.isEmpty()) {
            return "NOASSERTION";
        }
        boolean isAlone = operands.size() == 1;
        return operands.stream()
                .map(one -> needsParentheses(one, isAlone) ? "(" + one + ")" : one)
                .collect(Collectors.joining(" AND "));
    }

    /// One that joins by AND has parentheses even alone, and so is told from a list of several.
    private static boolean needsParentheses(String operand, boolean isAlone) {
        boolean isCompound = operand.contains(" AND ") || operand.contains(" OR ");
        return isCompound && !operand.startsWith("(") && (!isAlone || operand.contains(" AND "));
    }

    private String operand(String licence) {
        if (SpdxLicences.isExpression(licence) && !licence.contains("DocumentRef-")) {
            LICENCE_REFERENCE
                    .matcher(licence)
                    .results()
                    .forEach(one ->
                            extractedLicences.putIfAbsent(
                                    one.group(), "The package names it " + one.group() + "."));
            return licence;
        }
        var id = "LicenseRef-%s-%s".formatted(readable(licence), hash(licence));
        extractedLicences.put(id, licence);
        return id;
    }

    private static String readable(String text) {
        var plain = NOT_OF_IDS.matcher(text).replaceAll("-").replaceAll("^-|-$", "");
        return plain.length() > MAX_READABLE_ID ? plain.substring(0, MAX_READABLE_ID) : plain;
    }

    static String hash(String text) {
        try {
            var hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
