package org.tidewaiter.policy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.Location;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.model.VexStatement;
import org.tidewaiter.model.VexStatement.Identity;
import org.tidewaiter.model.VexStatement.Product;

/// Whether a VEX statement is about a package of an image. What cannot be told is not included.
///
/// A purl without a version is every version; its qualifiers and its subpath are compared where the
/// statement has them. Something is in a package where it was seen in the very same file, or in an
/// archive inside of it.
final class VexScope {
    /// What vendors call their packages whose distributions have other ids.
    private static final Map<String, List<String>> VENDORS =
            Map.of(
                    "redhat", List.of("rhel", "rhcos"),
                    "suse", List.of("sles", "sled", "sles_sap", "sle-micro", "sl-micro"),
                    "opensuse", List.of("opensuse-leap", "opensuse-tumbleweed"),
                    "oracle", List.of("ol"),
                    "amazon", List.of("amzn"));

    private static final String SOURCE = "source";

    private final Inventory inventory;

    /// What something else can be in.
    private final Map<Named, List<SoftwarePackage>> wholes;

    /// @param name in lower case, since not every type keeps letters apart
    private record Named(String type, String name) {
        static Named of(Purl purl) {
            return new Named(purl.type(), purl.name().toLowerCase(Locale.ROOT));
        }
    }

    /// Sorts the packages, so one is made for all statements and findings.
    VexScope(Inventory inventory) {
        this.inventory = inventory;
        wholes =
                inventory.packages().stream()
                        .filter(one -> !one.purl().isKeptInDatabase())
                        .collect(Collectors.groupingBy(one -> Named.of(one.purl())));
    }

    Inventory inventory() {
        return inventory;
    }

    boolean includes(VexStatement statement, SoftwarePackage in) {
        return statement.products().stream().anyMatch(product -> includes(product, in));
    }

    private boolean includes(Product product, SoftwarePackage in) {
        var subject = product.subject();
        if (product.within().isEmpty()) {
            return isPackage(subject, in) || isImage(subject);
        }
        return isPackage(subject, in)
                && product.within().stream()
                        .allMatch(whole ->
                                isImage(whole) || isDistribution(whole) || holds(whole, in));
    }

    private boolean isPackage(Identity identity, SoftwarePackage in) {
        return isAnyPurl(identity, in.purl())
                || sourcePurl(in)
                        .filter(source ->
                                identity.purls().stream()
                                        .anyMatch(purl -> isSource(purl) && isPurl(purl, source)))
                        .isPresent();
    }

    /// A package of the same name that was built from it is not the source.
    private static boolean isSource(Purl stated) {
        return stated.qualifier("arch").equals(SOURCE);
    }

    private boolean isAnyPurl(Identity identity, Purl candidate) {
        return identity.purls().stream().anyMatch(purl -> isPurl(purl, candidate));
    }

    /// A source package as it is written in a purl.
    private static Optional<Purl> sourcePurl(SoftwarePackage in) {
        var binary = in.purl();
        return in.source()
                .filter(_ -> binary.type().equals("deb"))
                .map(source ->
                        Purl.of("deb", binary.namespace(), source.name(), source.version())
                                .withQualifier("arch", SOURCE)
                                .withQualifier("distro", binary.qualifier("distro")));
    }

    private boolean isPurl(Purl stated, Purl candidate) {
        return stated.type().equals(candidate.type())
                && isNamespace(stated, candidate)
                && isName(stated, candidate)
                && isAnyOr(stated.version(), candidate.version())
                && isAnyOr(stated.subpath(), candidate.subpath())
                && stated.qualifiers().entrySet().stream()
                        .allMatch(one -> isQualifier(one.getKey(), one.getValue(), candidate));
    }

    private static boolean isNamespace(Purl stated, Purl candidate) {
        return switch (stated.type()) {
            case "golang" -> stated.namespace().equalsIgnoreCase(candidate.namespace());
            case "rpm" ->
                    stated.namespace().equals(candidate.namespace())
                            || VENDORS.getOrDefault(stated.namespace(), List.of())
                                    .contains(candidate.namespace());
            default -> stated.namespace().equals(candidate.namespace());
        };
    }

    private static boolean isName(Purl stated, Purl candidate) {
        return stated.type().equals("golang")
                ? stated.name().equalsIgnoreCase(candidate.name())
                : stated.name().equals(candidate.name());
    }

    private static boolean isAnyOr(String stated, String text) {
        return stated.isEmpty() || stated.equals(text);
    }

    private boolean isQualifier(String key, String value, Purl candidate) {
        var own = candidate.qualifier(key);
        return switch (key) {
            case "distro" -> value.equals(own) || isRelease(value);
            case "epoch" -> value.equals(own.isEmpty() ? "0" : own);
            default -> value.equals(own);
        };
    }

    /// `bookworm` is `debian-12` by another name.
    private boolean isRelease(String name) {
        return inventory
                .distribution()
                .filter(one -> !one.codename().isEmpty())
                .filter(one ->
                        name.equals(one.codename()) || name.equals(one.id() + "-" + one.codename()))
                .isPresent();
    }

    /// The digests of its content say which image it is, whatever it is called.
    private boolean isImage(Identity identity) {
        var source = inventory.source();
        if (!identity.digests().isEmpty()) {
            return identity.digests().stream().anyMatch(digests(source)::contains);
        }
        return identity.purls().stream().anyMatch(this::isImagePurl)
                || (isBare(identity) && isNamed(identity.id(), source));
    }

    /// A purl of an image says by itself which one it is, and its text is no other name.
    private static boolean isBare(Identity identity) {
        return identity.purls().isEmpty() && !identity.id().isEmpty();
    }

    private static boolean isNamed(String id, ImageSource source) {
        return id.equals(source.name())
                || Digest.parse(id).filter(digests(source)::contains).isPresent()
                || source.reference()
                        .filter(one -> ImageReference.parse(id).equals(Optional.of(one)))
                        .isPresent();
    }

    private static List<Digest> digests(ImageSource source) {
        var own =
                Stream.of(
                                source.digest(),
                                source.configDigest(),
                                source.reference().flatMap(ImageReference::digest))
                        .flatMap(Optional::stream);
        return Stream.concat(own, source.indexes().stream()).toList();
    }

    /// A digest as version likewise; without one the name does.
    private boolean isImagePurl(Purl purl) {
        var source = inventory.source();
        if (!purl.type().equals("oci") && !purl.type().equals("docker")) {
            return false;
        }
        var digest = Digest.parse(purl.version());
        boolean same =
                digest.isPresent()
                        ? digests(source).contains(digest.get())
                        : source.reference().filter(one -> isNamed(purl, one)).isPresent();
        var architecture = source.platform().map(one -> one.architecture()).orElse("");
        return same && isAnyOr(purl.qualifier("arch"), architecture);
    }

    private static boolean isNamed(Purl purl, ImageReference image) {
        if (purl.type().equals("docker")) {
            return isAt(dockerName(purl), image) && isTag(purl.version(), image);
        }
        var repository = purl.qualifier("repository_url");
        return purl.version().isEmpty()
                && place(image).endsWith("/" + purl.name())
                && (repository.isEmpty() || isAt(repository, image))
                && isTag(purl.qualifier("tag"), image);
    }

    private static boolean isAt(String repository, ImageReference image) {
        return ImageReference.parse(repository)
                .filter(one -> place(one).equals(place(image)))
                .isPresent();
    }

    private static boolean isTag(String stated, ImageReference image) {
        return stated.isEmpty() || image.tag().equals(Optional.of(stated));
    }

    private static String dockerName(Purl purl) {
        var host = purl.qualifier("repository_url");
        return (host.isEmpty() ? "" : host + "/")
                + (purl.namespace().isEmpty() ? "" : purl.namespace() + "/")
                + purl.name();
    }

    private static String place(ImageReference image) {
        return image.registry() + "/" + image.repository();
    }

    private boolean isDistribution(Identity identity) {
        return inventory
                .distribution()
                .filter(own ->
                        identity.cpes().stream().anyMatch(cpe -> DistributionCpe.is(cpe, own)))
                .isPresent();
    }

    /// Whether a package's file is of another, or each place that it was seen at is in one of the
    /// other's.
    private boolean holds(Identity whole, SoftwarePackage part) {
        var places =
                whole.purls().stream()
                        .map(Named::of)
                        .distinct()
                        .flatMap(named -> wholes.getOrDefault(named, List.of()).stream())
                        .filter(one -> isPackage(whole, one))
                        .flatMap(one -> one.locations().stream())
                        .map(Location::path)
                        .toList();
        return part.owner().filter(owner -> isAnyPurl(whole, owner)).isPresent()
                || (!part.locations().isEmpty()
                        && part.locations().stream().allMatch(one -> isIn(one.path(), places)));
    }

    private static boolean isIn(String path, List<String> places) {
        return places.stream()
                .anyMatch(place -> path.equals(place) || path.startsWith(place + "!/"));
    }
}
