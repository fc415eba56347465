package org.tidewaiter.image.layout;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tidewaiter.image.manifest.BlobNotFoundException;
import org.tidewaiter.image.manifest.BlobStore;
import org.tidewaiter.image.manifest.Descriptor;
import org.tidewaiter.image.manifest.IndexedImages;
import org.tidewaiter.image.manifest.MalformedManifestException;
import org.tidewaiter.image.manifest.NamedFiles;
import org.tidewaiter.image.manifest.SubjectTag;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.ProblemException;

/// Images kept as files named by their digest, and listed in `index.json`.
///
/// @param name as the user gave it, for problems
/// @see "OCI image-spec 1.1, image-layout.md"
public record OciLayout(NamedFiles files, String name) implements BlobStore {
    /// Marks a folder or an archive as a layout.
    public static final String MARKER = "oci-layout";

    private static final String INDEX = "index.json";
    private static final String REF_NAME = "org.opencontainers.image.ref.name";
    private static final String COSIGN_KIND = "dev.cosignproject.cosign/";
    private static final Set<String> BESIDE_IMAGES = Set.of("sigs", "atts", "sboms");
    private static final String CONTAINERD_NAME = "io.containerd.image.name";

    /// @param selector a tag, a full reference or a digest; without one there must be one image
    ///   only
    /// @return of a manifest or an index
    public Descriptor root(Optional<String> selector) throws ProblemException, IOException {
        var digest = selector.flatMap(Digest::parse);
        if (digest.isPresent()) {
            return byDigest(digest.get());
        }
        var all = listed();
        var fitting =
                all.stream()
                        .filter(one -> selector.isEmpty() || isNamed(one, selector.get()))
                        .toList();
        var distinct = fitting.stream().map(Descriptor::digest).distinct().count();
        if (distinct == 1) {
            return fitting.getFirst();
        }
        throw distinct == 0 ? notFound(selector, all) : ambiguous(fitting);
    }

    /// A digest may also be that of one platform's manifest, which `index.json` does not list.
    private Descriptor byDigest(Digest digest) throws ProblemException, IOException {
        var size = files.sizeBytes(path(digest));
        if (size.isEmpty()) {
            throw missing(digest);
        }
        return new Descriptor("", digest, size.getAsLong(), Optional.empty(), Map.of());
    }

    /// All that `index.json` lists beside images: what refers to them, also by tags.
    public List<Descriptor> all() throws ProblemException, IOException {
        return listed(true);
    }

    /// What `cosign save` says that a descriptor of [#all] is, for example `sigs`; empty for any
    /// that it has not written.
    public static String cosignKind(Descriptor descriptor) {
        var kind = descriptor.annotations().getOrDefault("kind", "");
        return kind.startsWith(COSIGN_KIND) ? kind.substring(COSIGN_KIND.length()) : "";
    }

    /// The tag that a descriptor of [#all] has; empty where it has none.
    public static String tag(Descriptor descriptor) {
        return descriptor.annotations().getOrDefault(REF_NAME, "");
    }

    private List<Descriptor> listed() throws ProblemException, IOException {
        return listed(false);
    }

    private List<Descriptor> listed(boolean all) throws ProblemException, IOException {
        if (!files.has(INDEX)) {
            throw broken("it has no " + INDEX);
        }
        try (var in = files.open(INDEX)) {
            return all
                    ? IndexedImages.readAll(in)
                    : IndexedImages.read(in).stream().filter(OciLayout::isImage).toList();
        } catch (MalformedManifestException e) {
            throw broken("its %s is malformed: %s".formatted(INDEX, e.getMessage()));
        }
    }

    private static boolean isImage(Descriptor descriptor) {
        return descriptor.artifactType().isEmpty()
                && !SubjectTag.isAboutImages(tag(descriptor))
                && !BESIDE_IMAGES.contains(cosignKind(descriptor));
    }

    private static boolean isNamed(Descriptor descriptor, String selector) {
        var refName = descriptor.annotations().getOrDefault(REF_NAME, "");
        var fullName = descriptor.annotations().getOrDefault(CONTAINERD_NAME, "");
        return refName.equals(selector)
                || fullName.equals(selector)
                || (!fullName.isEmpty()
                        && ImageReference.parse(fullName).equals(ImageReference.parse(selector)));
    }

    @Override
    public InputStream open(Descriptor blob) throws ProblemException, IOException {
        var path = path(blob.digest());
        if (!files.has(path)) {
            throw missing(blob.digest());
        }
        return files.open(path);
    }

    /// Of the file that has a blob.
    public static String path(Digest digest) {
        return "blobs/" + digest.algorithm() + "/" + digest.hex();
    }

    private ProblemException missing(Digest digest) {
        return new BlobNotFoundException(
                "%s has no blob %s".formatted(name, digest),
                "write the image again, with all its layers");
    }

    private ProblemException notFound(Optional<String> selector, List<Descriptor> all) {
        return new ProblemException(
                "image-not-found",
                "%s has no image%s".formatted(name, selector.map(it -> " '" + it + "'").orElse("")),
                all.isEmpty() ? "write an image to it" : "name one of: " + names(all));
    }

    private ProblemException ambiguous(List<Descriptor> fitting) {
        return new ProblemException(
                "image-name-ambiguous",
                "%s has several images".formatted(name),
                "append ':' and a tag or '@' and a digest, one of: " + names(fitting));
    }

    private static String names(List<Descriptor> descriptors) {
        return descriptors.stream()
                .limit(20)
                .map(one -> one.annotations().getOrDefault(REF_NAME, one.digest().toString()))
                .collect(Collectors.joining(", "));
    }

    private ProblemException broken(String what) {
        return new ProblemException(
                "image-broken",
                "%s is no sound OCI layout: %s".formatted(name, what),
                "write the image again");
    }
}
