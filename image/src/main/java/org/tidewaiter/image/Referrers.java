package org.tidewaiter.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tidewaiter.image.Attachment.Found;
import org.tidewaiter.image.artifact.ArtifactPlace;
import org.tidewaiter.image.layout.LayoutDirectory;
import org.tidewaiter.image.layout.OciLayout;
import org.tidewaiter.image.manifest.ArtifactManifest;
import org.tidewaiter.image.manifest.BlobStore;
import org.tidewaiter.image.manifest.Descriptor;
import org.tidewaiter.image.manifest.IndexedImages;
import org.tidewaiter.image.manifest.MalformedManifestException;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.image.registry.RegistryClient;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.ProblemException;

/// What somebody has put beside an image where it is kept: whatever refers to its manifest, or to
/// an index that led to it, and the attestations that cosign keeps under a tag made of the digest.
/// Only digests are verified; who put it there is not known.
///
/// @see "OCI distribution-spec 1.1, listing referrers; cosign, SIGNATURE_SPEC.md (tag-based
///   discovery)"
public final class Referrers implements AutoCloseable {
    private static final int MAX_REFERRERS = 200;
    private static final int MAX_LISTED = 2000;
    private static final int MAX_BLOBS = 2000;
    private static final String ATTESTATIONS = ".att";
    private static final Map<Found, String> COSIGN_KINDS =
            new EnumMap<>(
                    Map.of(
                            Found.SIGNATURE_TAG, "sigs",
                            Found.ATTESTATION_TAG, "atts",
                            Found.BILL_TAG, "sboms"));
    private static final Map<Found, String> TAGS =
            new EnumMap<>(
                    Map.of(
                            Found.SIGNATURE_TAG, ".sig",
                            Found.ATTESTATION_TAG, ATTESTATIONS,
                            Found.BILL_TAG, ".sbom"));

    /// What is wrong with one thing that was found, and says nothing of whether there are others.
    private static final Set<String> ABOUT_THE_BYTES =
            Set.of("blob-not-found", "digest-mismatch", "image-broken");

    private final ImageSource source;
    private final Store store;

    private Referrers(ImageSource source, Store store) {
        this.source = source;
        this.store = store;
    }

    /// A manifest that has a tag, with its bytes, verified.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Tagged(Digest digest, byte[] bytes) {}

    /// Where an image is kept with what refers to it.
    private interface Store extends BlobStore, AutoCloseable {
        List<Descriptor> referrers(Digest subject) throws ProblemException, IOException;

        Optional<Tagged> tagged(String tag) throws ProblemException, IOException;

        /// The bytes of a manifest that a list names, verified.
        default byte[] listed(Descriptor manifest) throws ProblemException, IOException {
            return VerifiedBytes.read(this, manifest, VerifiedBytes.MAX_MANIFEST_BYTES);
        }

        /// Where more can be put beside the image.
        ArtifactPlace place();

        /// What is kept as under a tag, without one: of the image as it was named.
        default List<Descriptor> untagged(String kind) throws ProblemException, IOException {
            return List.of();
        }

        /// The bytes of a manifest or index, verified.
        byte[] manifest(Digest digest) throws ProblemException, IOException;

        @Override
        default void close() {}
    }

    /// @param source of an image that was opened
    /// @param options as it was opened with
    /// @return nothing where the image was had from where nothing is kept beside it
    /// @throws ProblemException with the codes of [RegistryClient] and [Images#open]
    public static Optional<Referrers> of(ImageSource source, OpenOptions options)
            throws ProblemException {
        if (source.digest().isEmpty()) {
            return Optional.empty();
        }
        return switch (source.kind()) {
            case "registry" -> Optional.of(new Referrers(source, inRegistry(source, options)));
            case "layout" -> inLayout(source, options).map(store -> new Referrers(source, store));
            default -> Optional.empty();
        };
    }

    /// The blobs of all that refers to the image, each once.
    ///
    /// @throws ProblemException where what there is cannot be told: it is never taken for nothing
    public List<Descriptor> blobs() throws ProblemException {
        var found = new LinkedHashMap<Digest, Descriptor>();
        try {
            for (var subject : subjects()) {
                for (var manifest : manifests(subject)) {
                    ArtifactManifest.parse(manifest)
                            .blobs()
                            .forEach(one -> found.put(one.digest(), one));
                }
            }
        } catch (IOException e) {
            throw broken(e.toString());
        } catch (MalformedManifestException e) {
            throw broken(String.valueOf(e.getMessage()));
        }
        return List.copyOf(found.values());
    }

    private List<byte[]> manifests(Digest subject) throws ProblemException, IOException {
        var listed = store.referrers(subject);
        bound(listed.size(), subject);
        var manifests = new ArrayList<byte[]>();
        for (var one : listed) {
            manifests.add(store.listed(one));
        }
        store.tagged(cosignTag(subject, ATTESTATIONS)).ifPresent(one -> manifests.add(one.bytes()));
        return manifests;
    }

    private void bound(int found, Digest subject) throws ProblemException {
        if (found > MAX_REFERRERS) {
            throw broken("more than %d things refer to %s".formatted(MAX_REFERRERS, subject));
        }
    }

    private static String cosignTag(Digest subject, String ending) {
        return subject.algorithm() + "-" + subject.hex() + ending;
    }

    /// The manifest of the image, and the indexes that led to it, the outermost first.
    public List<Digest> subjects() {
        var subjects = new ArrayList<>(source.indexes());
        subjects.add(source.digest().orElseThrow());
        return subjects;
    }

    /// The bytes of one of [#subjects], verified.
    public byte[] subject(Digest subject) throws ProblemException {
        try {
            return store.manifest(subject);
        } catch (IOException e) {
            throw broken(e.toString());
        }
    }

    /// Where more can be put beside the image; what is put there must say what its subject is.
    public ArtifactPlace place() {
        return store.place();
    }

    /// All manifests that are kept beside the image, under every name that is in use for it, each
    /// once for each subject and way; one that cannot be had or read says so.
    ///
    /// @throws ProblemException where what there is cannot be told, or not all of it: it is never
    ///   taken for nothing
    public List<Attachment> attachments() throws ProblemException {
        var found = new ArrayList<Attachment>();
        try {
            for (var subject : subjects()) {
                var listed = store.referrers(subject);
                bound(listed.size(), subject);
                for (var one : listed) {
                    add(attachment(subject, Found.REFERRER, one), found);
                }
                for (var way : TAGS.entrySet()) {
                    var tag = cosignTag(subject, way.getValue());
                    var tagged = store.tagged(tag);
                    if (tagged.isPresent()) {
                        var digest = tagged.get().digest();
                        var bytes = tagged.get().bytes();
                        add(attachment(subject, way.getKey(), tag, digest, () -> bytes), found);
                    }
                }
            }
            for (var way : COSIGN_KINDS.entrySet()) {
                for (var one : store.untagged(way.getValue())) {
                    add(attachment(subjects().getFirst(), way.getKey(), one), found);
                }
            }
        } catch (IOException e) {
            throw broken(e.toString());
        }
        return found;
    }

    private void add(Attachment one, List<Attachment> found) throws ProblemException {
        found.add(one);
        long blobs =
                found.stream()
                        .mapToLong(it -> it.manifest().map(of -> of.blobs().size()).orElse(0))
                        .sum();
        if (blobs > MAX_BLOBS) {
            throw broken("more than %d blobs are kept beside it".formatted(MAX_BLOBS));
        }
    }

    private interface ManifestBytes {
        byte[] read() throws ProblemException, IOException;
    }

    private Attachment attachment(Digest subject, Found way, Descriptor listed)
            throws ProblemException, IOException {
        var place = listed.digest().toString();
        return attachment(subject, way, place, listed.digest(), () -> store.listed(listed));
    }

    private static Attachment attachment(
            Digest subject, Found way, String place, Digest digest, ManifestBytes bytes)
            throws ProblemException, IOException {
        String flaw;
        try {
            var manifest = ArtifactManifest.parse(bytes.read());
            return new Attachment(subject, way, place, digest, Optional.of(manifest), "");
        } catch (MalformedManifestException e) {
            flaw = String.valueOf(e.getMessage());
        } catch (ProblemException e) {
            if (!ABOUT_THE_BYTES.contains(e.problem().code())) {
                throw e;
            }
            flaw = e.problem().what();
        }
        return new Attachment(subject, way, place, digest, Optional.empty(), flaw);
    }

    private ProblemException broken(String why) {
        return new ProblemException(
                "referrers-broken",
                "what refers to %s cannot be told: %s".formatted(source.name(), why),
                "ask who keeps the image");
    }

    /// @return the bytes, verified
    /// @throws ProblemException where they are larger, others than stated, or cannot be had
    public byte[] read(Descriptor blob, int maxBytes) throws ProblemException {
        try {
            return VerifiedBytes.read(store, blob, maxBytes);
        } catch (IOException e) {
            throw broken(e.toString());
        }
    }

    private static Store inRegistry(ImageSource source, OpenOptions options)
            throws ProblemException {
        var client = new RegistryClient(options.registry());
        var place = ImageName.parse(source.name(), options.kind(), options.consulted()).place();
        var image =
                ImageReference.parse(client.withoutAlias(place))
                        .orElseThrow(() ->
                                new IllegalStateException("it was opened by " + source.name()));
        return new Store() {
            @Override
            public List<Descriptor> referrers(Digest subject) throws ProblemException {
                return client.referrers(image, subject);
            }

            @Override
            public Optional<Tagged> tagged(String tag) throws ProblemException {
                return client.tagged(image, tag)
                        .map(one -> new Tagged(one.descriptor().digest(), one.bytes()));
            }

            // whatever media type the list says that it has
            @Override
            public byte[] listed(Descriptor manifest) throws ProblemException {
                return client.tagged(image, manifest.digest().toString())
                        .map(RegistryClient.FetchedManifest::bytes)
                        .orElseThrow(() ->
                                new ProblemException(
                                        "blob-not-found",
                                        "%s has no %s, which is listed"
                                                .formatted(image, manifest.digest()),
                                        "have it attached anew"));
            }

            @Override
            public ArtifactPlace place() {
                return new ArtifactPlace.Registry(image);
            }

            @Override
            public byte[] manifest(Digest digest) throws ProblemException {
                return client.tagged(image, digest.toString())
                        .orElseThrow(() ->
                                new ProblemException(
                                        "image-not-found",
                                        "%s has no %s any more".formatted(image, digest),
                                        "it was deleted meanwhile: try again"))
                        .bytes();
            }

            @Override
            public InputStream open(Descriptor blob) throws ProblemException {
                return client.open(image, blob);
            }

            @Override
            public void close() {
                client.close();
            }
        };
    }

    private static Optional<Store> inLayout(ImageSource source, OpenOptions options)
            throws ProblemException {
        var name = ImageName.parse(source.name(), options.kind(), options.consulted());
        return ImageName.path(name.place())
                .filter(Files::isDirectory)
                .map(folder ->
                        new LayoutStore(
                                folder,
                                new OciLayout(
                                        new LayoutDirectory(folder, options.consulted()),
                                        source.name())));
    }

    /// A layout lists what refers to an image among the images.
    private record LayoutStore(Path folder, OciLayout layout) implements Store {
        @Override
        public List<Descriptor> referrers(Digest subject) throws ProblemException, IOException {
            var referrers = new ArrayList<Descriptor>();
            for (var one : bounded()) {
                if (isOf(one, subject)) {
                    referrers.add(one);
                }
            }
            var fallback = tagged(RegistryClient.fallbackTag(subject));
            if (fallback.isPresent()) {
                referrers.addAll(index(fallback.get().bytes()));
            }
            var byDigest = new LinkedHashMap<Digest, Descriptor>();
            referrers.forEach(one -> byDigest.putIfAbsent(one.digest(), one));
            return List.copyOf(byDigest.values());
        }

        /// As registries keep such lists that do not know them, and as a copy of one has them.
        private static List<Descriptor> index(byte[] bytes) throws IOException {
            try {
                return IndexedImages.readAll(new ByteArrayInputStream(bytes));
            } catch (MalformedManifestException e) {
                throw new IOException("the list of referrers is malformed: " + e.getMessage(), e);
            }
        }

        private boolean isOf(Descriptor one, Digest subject) throws ProblemException, IOException {
            try {
                return ArtifactManifest.parse(listed(one)).subject().equals(Optional.of(subject));
            } catch (MalformedManifestException _) {
                return false; // whatever it is, it does not say that it refers to the image
            }
        }

        private List<Descriptor> bounded() throws ProblemException, IOException {
            var all = layout.all();
            if (all.size() > MAX_LISTED) {
                throw new IOException("the layout lists more than " + MAX_LISTED + " manifests");
            }
            return all;
        }

        @Override
        public Optional<Tagged> tagged(String tag) throws ProblemException, IOException {
            for (var one : bounded()) {
                if (OciLayout.tag(one).equals(tag)) {
                    return Optional.of(new Tagged(one.digest(), listed(one)));
                }
            }
            return Optional.empty();
        }

        /// `cosign save` writes one image with what it has under its tags, marked by its kind.
        @Override
        public List<Descriptor> untagged(String kind) throws ProblemException, IOException {
            return bounded().stream()
                    .filter(one -> OciLayout.cosignKind(one).equals(kind))
                    .toList();
        }

        @Override
        public ArtifactPlace place() {
            return new ArtifactPlace.Layout(folder, "latest"); // where no tag is written
        }

        @Override
        public byte[] manifest(Digest digest) throws ProblemException, IOException {
            var root = layout.root(Optional.of(digest.toString()));
            return VerifiedBytes.read(layout, root, VerifiedBytes.MAX_MANIFEST_BYTES);
        }

        @Override
        public InputStream open(Descriptor blob) throws ProblemException, IOException {
            return layout.open(blob);
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
