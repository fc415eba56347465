package org.tidewaiter.image.manifest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Layer;
import org.tidewaiter.model.Platform;
import org.tidewaiter.model.ProblemException;

/// Follows a descriptor through indexes to the manifest of one platform, and reads its
/// configuration. All that it gives is verified against the digest it started from.
///
/// @param store has what the descriptors point to
/// @param name of the image, for problems
/// @param wanted the platform that the user asked for; nothing lets the host's be chosen where
///   there is a choice, and takes what there is where there is none
public record ImageResolver(BlobStore store, String name, Optional<Platform> wanted) {
    /// An index in an index in an index is more than anybody builds.
    private static final int MAX_INDEX_DEPTH = 3;

    /// @param root of a manifest or an index
    public ResolvedImage resolve(Descriptor root) throws ProblemException, IOException {
        return resolve(root, VerifiedBytes.read(store, root, VerifiedBytes.MAX_MANIFEST_BYTES));
    }

    /// @param bytes of the manifest or index that `root` points to, verified
    public ResolvedImage resolve(Descriptor root, byte[] bytes)
            throws ProblemException, IOException {
        try {
            return resolve(root, bytes, List.of());
        } catch (MalformedManifestException e) {
            throw broken("a document of %s is malformed: %s".formatted(name, e.getMessage()));
        }
    }

    /// @param above the digests of the indexes that led here
    private ResolvedImage resolve(Descriptor descriptor, byte[] bytes, List<Digest> above)
            throws ProblemException, IOException, MalformedManifestException {
        return switch (Document.parse(bytes, descriptor.mediaType())) {
            case Document.Manifest manifest -> image(descriptor.digest(), manifest, above);
            case Document.Index index -> {
                var path = new ArrayList<>(above);
                path.add(descriptor.digest());
                yield choose(index, path);
            }
            case Document.Schema1() ->
                    throw new ProblemException(
                            "manifest-outdated",
                            "%s has a manifest of Docker's schema 1, given up in 2016"
                                    .formatted(name),
                            "pull it with an old Docker, and push it again with a current one");
        };
    }

    private ResolvedImage choose(Document.Index index, List<Digest> above)
            throws ProblemException, IOException, MalformedManifestException {
        if (above.size() > MAX_INDEX_DEPTH) {
            throw broken("the indexes of %s are nested too deep".formatted(name));
        }
        var chosen = ofPlatform(index.manifests());
        if (above.contains(chosen.digest())) {
            throw broken(
                    "the index %s of %s leads back to itself".formatted(chosen.digest(), name));
        }
        var bytes = VerifiedBytes.read(store, chosen, VerifiedBytes.MAX_MANIFEST_BYTES);
        return resolve(chosen, bytes, above);
    }

    private Descriptor ofPlatform(List<Descriptor> manifests) throws ProblemException {
        var images = manifests.stream().filter(one -> !one.isAttestation()).toList();
        var platform = wanted.orElseGet(ImageResolver::hostPlatform);
        var exact =
                images.stream()
                        .filter(one -> one.platform().equals(Optional.of(platform)))
                        .findFirst();
        var accepted =
                images.stream()
                        .filter(one -> one.platform().filter(platform::accepts).isPresent())
                        .findFirst();
        var only =
                images.size() == 1 && (wanted.isEmpty() || images.getFirst().platform().isEmpty())
                        ? Optional.of(images.getFirst())
                        : Optional.<Descriptor>empty();
        return exact.or(() -> accepted)
                .or(() -> only)
                .orElseThrow(
                        () -> ResolvedImage.platformNotFound(name, platform, platforms(images)));
    }

    private static String platforms(List<Descriptor> images) {
        return images.stream()
                .map(one -> one.platform().map(Platform::toString).orElse("an unnamed one"))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /// Images are made for Linux, so that this is what runs here whatever the host is.
    private static Platform hostPlatform() {
        var architecture =
                switch (System.getProperty("os.arch", "")) {
                    case "aarch64" -> "arm64";
                    case "arm" -> "arm";
                    case "ppc64le" -> "ppc64le";
                    case "s390x" -> "s390x";
                    case "riscv64" -> "riscv64";
                    default -> "amd64";
                };
        return new Platform("linux", architecture, Optional.empty());
    }

    private ResolvedImage image(Digest digest, Document.Manifest manifest, List<Digest> above)
            throws ProblemException, IOException, MalformedManifestException {
        var type = manifest.config().mediaType();
        if (!MediaTypes.isConfig(type)) {
            throw new ProblemException(
                    "not-an-image",
                    "%s is no container image but an artifact of type '%s'".formatted(name, type),
                    "name the image that it belongs to");
        }
        var bytes = VerifiedBytes.read(store, manifest.config(), VerifiedBytes.MAX_CONFIG_BYTES);
        var config = ImageConfig.parse(bytes);
        if (config.diffIds().size() != manifest.layers().size()) {
            throw new MalformedManifestException(
                    "the manifest has %d layers and the configuration %d"
                            .formatted(manifest.layers().size(), config.diffIds().size()));
        }
        return new ResolvedImage(
                        Optional.of(digest),
                        manifest.config().digest(),
                        bytes,
                        config.platform(),
                        layers(manifest.layers(), config),
                        above,
                        manifest.base().or(config::base),
                        manifest.layers().stream().map(Descriptor::annotations).toList())
                .madeFor(wanted, name);
    }

    private static List<Layer> layers(List<Descriptor> descriptors, ImageConfig config) {
        var layers = new ArrayList<Layer>();
        for (int i = 0; i < descriptors.size(); i++) {
            var descriptor = descriptors.get(i);
            layers.add(
                    new Layer(
                            i,
                            descriptor.digest(),
                            config.diffIds().get(i),
                            descriptor.mediaType(),
                            descriptor.sizeBytes(),
                            config.instructions().get(i)));
        }
        return layers;
    }

    private static ProblemException broken(String what) {
        return new ProblemException(
                "image-broken", what, "whoever built the image must build and push it anew");
    }
}
