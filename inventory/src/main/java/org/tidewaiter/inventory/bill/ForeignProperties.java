package org.tidewaiter.inventory.bill;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tidewaiter.model.Presence;
import org.tidewaiter.model.SourcePackage;

/// What formats have no word for, by the names that the tools gave it: ours, Syft's, Trivy's and
/// cdxgen's.
final class ForeignProperties {
    private static final Pattern BUILT_FROM = Pattern.compile("built package from: (\\S+) ?(.*)");
    private static final Pattern ACQUIRED_FROM =
            Pattern.compile("acquired package info from [^:]*: (.*)");
    private static final Pattern SYFT_PATH = Pattern.compile("syft:location:\\d+:path");
    private static final Pattern SOURCE_RPM =
            Pattern.compile("(.+)-([^-]+-[^-]+)\\.(?:no)?src\\.rpm");
    private static final String OURS = "tidewaiter:";
    private static final String TRIVY = "aquasecurity:trivy:";
    private static final Set<String> USED =
            Set.of(
                    TRIVY + "Class",
                    TRIVY + "FilePath",
                    TRIVY + "SrcEpoch",
                    TRIVY + "SrcName",
                    TRIVY + "SrcRelease",
                    TRIVY + "SrcVersion",
                    "syft:distro:id",
                    "syft:distro:idLike:0",
                    "syft:distro:prettyName",
                    "syft:distro:versionCodename",
                    "syft:distro:versionID",
                    "syft:metadata:originPackage",
                    "syft:metadata:source",
                    "syft:metadata:sourceRpm",
                    "syft:metadata:sourceVersion",
                    "SrcFile");

    private final Map<String, List<String>> byName = new LinkedHashMap<>();
    private String sourceInfo = "";

    /// Keeps only what is asked for here, since there can be very many.
    void add(String name, String value) {
        if (!name.startsWith(OURS) && !USED.contains(name) && !SYFT_PATH.matcher(name).matches()) {
            return;
        }
        byName.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
    }

    /// As if it were we who had written the document.
    void addOurs(String name, String value) {
        add(OURS + name, value);
    }

    /// SPDX's sentence on where the facts come from.
    void addSourceInfo(String sentence) {
        sourceInfo = sentence;
    }

    /// The first value; empty where there is none.
    String get(String name) {
        return all(name).stream().findFirst().orElse("");
    }

    List<String> all(String name) {
        return byName.getOrDefault(name, List.of());
    }

    /// One of ours.
    String ours(String name) {
        return get(OURS + name);
    }

    List<String> allOfOurs(String name) {
        return all(OURS + name);
    }

    /// What became of the package: [Presence#LIVE] unless it was we who wrote otherwise.
    Presence presence() {
        return switch (ours("presence")) {
            case "shadowed" -> Presence.SHADOWED;
            case "deleted" -> Presence.DELETED;
            default -> Presence.LIVE;
        };
    }

    /// What the package was built from, where the document says it beside the package URL.
    ///
    /// @param version of the package, which the source has too where nothing else is said
    Optional<SourcePackage> source(String version) {
        return Stream.of(
                        ourSource(),
                        trivySource(),
                        named(
                                get("syft:metadata:source"),
                                get("syft:metadata:sourceVersion"),
                                version),
                        named(get("syft:metadata:originPackage"), "", version),
                        sourceRpm(get("syft:metadata:sourceRpm")),
                        sentence())
                .flatMap(Optional::stream)
                .findFirst();
    }

    /// The name and version in the file name of a source package of rpm.
    static Optional<SourcePackage> sourceRpm(String file) {
        var parts = SOURCE_RPM.matcher(file);
        return parts.matches()
                ? Optional.of(new SourcePackage(parts.group(1), parts.group(2)))
                : Optional.empty();
    }

    private Optional<SourcePackage> ourSource() {
        var text = ours("source-package");
        int at = text.lastIndexOf('@');
        return at < 0
                ? Optional.empty()
                : Optional.of(new SourcePackage(text.substring(0, at), text.substring(at + 1)));
    }

    private Optional<SourcePackage> trivySource() {
        var epoch = get(TRIVY + "SrcEpoch");
        var release = get(TRIVY + "SrcRelease");
        var version =
                (epoch.isEmpty() || epoch.equals("0") ? "" : epoch + ":")
                        + get(TRIVY + "SrcVersion")
                        + (release.isEmpty() ? "" : "-" + release);
        return named(get(TRIVY + "SrcName"), version, "");
    }

    private Optional<SourcePackage> sentence() {
        var parts = BUILT_FROM.matcher(sourceInfo);
        return parts.matches()
                ? Optional.of(new SourcePackage(parts.group(1), parts.group(2).strip()))
                : Optional.empty();
    }

    private static Optional<SourcePackage> named(String name, String version, String otherwise) {
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(new SourcePackage(name, version.isEmpty() ? otherwise : version));
    }

    /// Where the package was seen.
    Stream<String> paths() {
        var ofSyft =
                byName.entrySet().stream()
                        .filter(one -> SYFT_PATH.matcher(one.getKey()).matches())
                        .flatMap(one -> one.getValue().stream());
        var acquired = ACQUIRED_FROM.matcher(sourceInfo);
        var inSentence =
                acquired.matches()
                        ? Stream.of(acquired.group(1).split(", ", -1))
                        : Stream.<String>of();
        return Stream.of(
                        allOfOurs("location").stream(),
                        ofSyft,
                        all(TRIVY + "FilePath").stream(),
                        all("SrcFile").stream(),
                        inSentence)
                .flatMap(paths -> paths);
    }
}
