package org.tidewaiter.inventory.bill;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tidewaiter.inventory.licence.SpdxLicences;
import org.tidewaiter.inventory.text.Excerpt;
import org.tidewaiter.model.CodeIndex;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.FileAccount;
import org.tidewaiter.model.FileAccount.Share;
import org.tidewaiter.model.Gap;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.Location;
import org.tidewaiter.model.PackageRole;
import org.tidewaiter.model.Platform;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.model.SourcePackage;

/// A bill of materials as it was read, whatever its format.
///
/// @param name of what it is about; empty where it does not say
/// @param version likewise; of an image its digest
/// @param properties of the document
/// @param needs of the components, by their ids
record Document(
        String name,
        String version,
        ForeignProperties properties,
        List<Component> components,
        Needs needs) {
    private static final int MAX_NAMES = 10;
    private static final int MAX_CPES = 100;

    /// The type of what no ecosystem names, for which alone CPE names count.
    private static final String NAMELESS = "generic";

    private static final int MAX_NAME_LENGTH = 60;

    /// @param file to call it by, where it does not say what it is about
    Inventory inventory(String file) {
        var placed = new ArrayList<Placed>();
        var unnamed = new ArrayList<Component>();
        var cut = new ArrayList<Component>();
        var byId = new HashMap<String, Purl>();
        var ambiguous = new HashSet<String>();
        for (var one : components) {
            var purl = one.purl();
            if (purl.filter(Document::isImage).isPresent()) {
                continue;
            }
            if (purl.isPresent()) {
                var found = softwarePackage(one, purl.get());
                if (found.cpes().size() > MAX_CPES) {
                    found = found.withCpes(found.cpes().subList(0, MAX_CPES));
                    cut.add(one);
                }
                placed.add(Placed.of(found));
                var other = byId.putIfAbsent(one.id(), purl.get());
                if (other != null && !other.equals(purl.get())) {
                    ambiguous.add(one.id());
                }
            } else if (one.isSoftware()) {
                unnamed.add(one);
            }
        }
        byId.keySet().removeAll(ambiguous);
        byId.remove("");
        ambiguous.remove("");
        var packages = placed.stream().sorted().map(Placed::one).toList();
        return new Inventory(
                source(file),
                StatedDistribution.of(components, packages),
                packages,
                files(),
                gaps(unnamed, cut, ambiguous),
                needs.among(byId),
                code());
    }

    /// A package with what it is sorted by, which is costly to derive.
    private record Placed(String purl, String path, SoftwarePackage one)
            implements Comparable<Placed> {
        private static final Comparator<Placed> ORDER =
                Comparator.comparing(Placed::purl).thenComparing(Placed::path);

        static Placed of(SoftwarePackage one) {
            var path = one.locations().isEmpty() ? "" : one.locations().getFirst().path();
            return new Placed(one.purl().toString(), path, one);
        }

        @Override
        public int compareTo(Placed other) {
            return ORDER.compare(this, other);
        }
    }

    /// Images are what is scanned, and no package in one.
    private static boolean isImage(Purl purl) {
        return purl.type().equals("oci") || purl.type().equals("docker");
    }

    private static SoftwarePackage softwarePackage(Component one, Purl purl) {
        var properties = one.properties();
        var foundBy = properties.ours("found-by");
        return new SoftwarePackage(
                purl,
                properties.source(purl.version()).or(() -> upstream(purl)),
                one.licences().stream()
                        .filter(Predicate.not(String::isBlank))
                        .map(SpdxLicences::recognise)
                        .sorted()
                        .toList(),
                foundBy.isEmpty() ? "sbom" : foundBy,
                properties.ours("declared").equals("true"),
                properties.presence(),
                Stream.concat(one.paths().stream(), properties.paths())
                        .map(path -> path.replaceFirst("^/+", ""))
                        .filter(Predicate.not(String::isEmpty))
                        .distinct()
                        .map(path -> new Location(path, OptionalInt.empty()))
                        .sorted()
                        .toList(),
                Purl.parse(properties.ours("owner")),
                PackageRole.ofWord(properties.ours("role")).orElse(PackageRole.SOFTWARE),
                properties.allOfOurs("repository"),
                one.sha1s().stream().distinct().sorted().toList(),
                purl.type().equals(NAMELESS) ? cpes(one) : List.of());
    }

    /// Those that can be compared; others say no more than the package URL that is made of them.
    private static List<String> cpes(Component one) {
        return Stream.concat(one.cpes().stream(), one.properties().allOfOurs("cpe").stream())
                .flatMap(name -> Cpe.name(name).stream())
                .distinct()
                .toList();
    }

    /// `name`, `name@version`, or the file name of a source package.
    private static Optional<SourcePackage> upstream(Purl purl) {
        var upstream = purl.qualifier("upstream");
        int at = upstream.lastIndexOf('@');
        if (upstream.isEmpty()) {
            return Optional.empty();
        }
        if (upstream.endsWith("src.rpm")) {
            return ForeignProperties.sourceRpm(upstream);
        }
        return Optional.of(
                at < 0
                        ? new SourcePackage(upstream, purl.version())
                        : new SourcePackage(upstream.substring(0, at), upstream.substring(at + 1)));
    }

    private ImageSource source(String file) {
        var kind = properties.ours("source");
        var config = Digest.parse(properties.ours("config-digest"));
        var digest = Digest.parse(version).filter(one -> !config.equals(Optional.of(one)));
        return new ImageSource(
                kind.isEmpty() ? "sbom" : kind,
                name.isEmpty() ? file : name,
                digest,
                config,
                Platform.parse(properties.ours("platform")),
                List.of());
    }

    private FileAccount files() {
        return new FileAccount(
                share("owned"), share("recognised"), share("derived"), share("unexplained"));
    }

    private Share share(String state) {
        return new Share(
                number(properties.ours("files-" + state)),
                number(properties.ours("bytes-" + state)));
    }

    private List<CodeIndex> code() {
        return properties.allOfOurs("code").stream()
                .flatMap(line -> CodeIndex.parse(line).stream())
                .sorted(Comparator.comparing(CodeIndex::path))
                .toList();
    }

    private static long number(String text) {
        return text.matches("\\d{1,15}") ? Long.parseLong(text) : 0;
    }

    private List<Gap> gaps(List<Component> unnamed, List<Component> cut, Set<String> ambiguous) {
        var gaps =
                properties.allOfOurs("gap").stream()
                        .map(reason -> new Gap("", OptionalInt.empty(), reason))
                        .collect(Collectors.toCollection(ArrayList::new));
        if (!unnamed.isEmpty()) {
            gaps.add(
                    new Gap(
                            "",
                            OptionalInt.empty(),
                            "sbom: %d components have no package URL, and are left out: %s"
                                    .formatted(unnamed.size(), called(unnamed))));
        }
        if (!cut.isEmpty()) {
            gaps.add(
                    new Gap(
                            "",
                            OptionalInt.empty(),
                            "sbom: %d components have more than %d CPE names, of which the others are left out: %s"
                                    .formatted(cut.size(), MAX_CPES, called(cut))));
        }
        if (!ambiguous.isEmpty()) {
            gaps.add(
                    new Gap(
                            "",
                            OptionalInt.empty(),
                            "sbom: %d ids are each of several packages, so what those need is left out: %s"
                                    .formatted(
                                            ambiguous.size(),
                                            excerpts(ambiguous.stream().sorted()))));
        }
        return gaps.stream().sorted().toList();
    }

    private static String called(List<Component> components) {
        var names =
                excerpts(
                        components.stream().map(one -> (one.name() + " " + one.version()).strip()));
        int more = components.size() - MAX_NAMES;
        return more > 0 ? names + " and " + more + " more" : names;
    }

    /// The first few.
    private static String excerpts(Stream<String> names) {
        return names.limit(MAX_NAMES)
                .map(one -> Excerpt.of(one, MAX_NAME_LENGTH))
                .collect(Collectors.joining(", "));
    }
}
