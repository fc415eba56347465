package org.tidewaiter.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.image.layout.LayoutDirectory;
import org.tidewaiter.image.layout.OciLayout;
import org.tidewaiter.image.manifest.ArtifactManifest;
import org.tidewaiter.image.manifest.BlobStore;
import org.tidewaiter.image.manifest.Descriptor;
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
    private static final String ATTESTATIONS = ".att";

    private final ImageSource source;
    private final Store store;

    private Referrers(ImageSource source, Store store) {
        this.source = source;
        this.store = store;
    }

    /// Where an image is kept with what refers to it.
    private interface Store extends BlobStore, AutoCloseable {
        List<Descriptor> referrers(Digest subject) throws ProblemException, IOException;

        Optional<Descriptor> tagged(String tag) throws ProblemException, IOException;

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
        var subjects = new ArrayList<>(source.indexes());
        subjects.add(source.digest().orElseThrow());
        var found = new LinkedHashMap<Digest, Descriptor>();
        try {
            for (var subject : subjects) {
                for (var manifest : manifests(subject)) {
                    artifact(manifest).blobs().forEach(one -> found.put(one.digest(), one));
                }
            }
        } catch (IOException e) {
            throw broken(e.toString());
        } catch (MalformedManifestException e) {
            throw broken(String.valueOf(e.getMessage()));
        }
        return List.copyOf(found.values());
    }

    private List<Descriptor> manifests(Digest subject) throws ProblemException, IOException {
        var manifests = new ArrayList<>(store.referrers(subject));
        var tag = subject.algorithm() + "-" + subject.hex() + ATTESTATIONS;
        store.tagged(tag).ifPresent(manifests::add);
        if (manifests.size() > MAX_REFERRERS) {
            throw broken("more than %d things refer to %s".formatted(MAX_REFERRERS, subject));
        }
        return manifests;
    }

    private ArtifactManifest artifact(Descriptor manifest)
            throws ProblemException, IOException, MalformedManifestException {
        return ArtifactManifest.parse(
                VerifiedBytes.read(store, manifest, VerifiedBytes.MAX_MANIFEST_BYTES));
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
            public Optional<Descriptor> tagged(String tag) throws ProblemException {
                return client.tagged(image, tag).map(RegistryClient.FetchedManifest::descriptor);
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
                                new OciLayout(
                                        new LayoutDirectory(folder, options.consulted()),
                                        source.name())));
    }

    /// A layout lists what refers to an image among the images.
    private record LayoutStore(OciLayout layout) implements Store {
        @Override
        public List<Descriptor> referrers(Digest subject) throws ProblemException, IOException {
            var referrers = new ArrayList<Descriptor>();
            for (var one : bounded()) {
                if (isOf(one, subject)) {
                    referrers.add(one);
                }
            }
            return referrers;
        }

        private boolean isOf(Descriptor one, Digest subject) throws ProblemException, IOException {
            try {
                var bytes = VerifiedBytes.read(layout, one, VerifiedBytes.MAX_MANIFEST_BYTES);
                return ArtifactManifest.parse(bytes).subject().equals(Optional.of(subject));
            } catch (MalformedManifestException _) {
                return false; // whatever it is, it does not say that it refers to the image
            }
        }

        private List<Descriptor> bounded() throws ProblemException, IOException {
            var all = layout.all();
            if (all.size() > MAX_REFERRERS) {
                throw new IOException("the layout lists more than " + MAX_REFERRERS + " manifests");
            }
            return all;
        }

        @Override
        public Optional<Descriptor> tagged(String tag) throws ProblemException, IOException {
            return bounded().stream().filter(one -> OciLayout.tag(one).equals(tag)).findFirst();
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
