package org.tidewaiter.image.artifact;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tidewaiter.image.manifest.Descriptor;
import org.tidewaiter.image.manifest.MalformedManifestException;
import org.tidewaiter.image.manifest.MediaTypes;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.image.registry.RegistryOptions;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.json.JsonWriter;

/// One place of an artifact, to be read or written.
///
/// Problems: those of registries; `artifact-broken` where what is there is no artifact of ours,
/// `artifact-not-found`, `artifact-unwritable`.
public sealed interface ArtifactStore extends AutoCloseable
        permits LayoutArtifacts, RegistryArtifacts {
    static ArtifactStore at(ArtifactPlace place, RegistryOptions options) throws ProblemException {
        return switch (place) {
            case ArtifactPlace.Layout layout -> new LayoutArtifacts(layout);
            case ArtifactPlace.Registry(var name) -> new RegistryArtifacts(name, options);
        };
    }

    /// What is kept under the place's name.
    ///
    /// @param digest of the manifest, which has been verified
    record Found(Digest digest, ArtifactManifest manifest) {}

    /// @param type that the artifact must have
    default Found find(String type) throws ProblemException, IOException {
        var bytes = manifest();
        var digest = VerifiedBytes.sha256(bytes);
        try {
            var manifest = ArtifactManifest.parse(bytes);
            if (manifest.type().equals(type)) {
                return new Found(digest, manifest);
            }
            throw broken("it is of the type '%s' and not %s".formatted(manifest.type(), type));
        } catch (MalformedManifestException e) {
            throw broken(String.valueOf(e.getMessage()));
        }
    }

    private ProblemException broken(String what) {
        return new ProblemException(
                "artifact-broken",
                "what is at %s cannot be used: %s".formatted(name(), what),
                "check the name, or have it published again");
    }

    /// @param bytes of the blob, as many as its descriptor says
    /// @return the digest of the manifest
    default Digest write(ArtifactManifest manifest, InputStream bytes)
            throws ProblemException, IOException {
        writeBlob(manifest.blob(), bytes);
        writeBlob(manifest.config(), new ByteArrayInputStream(ArtifactManifest.EMPTY));
        var json = manifest.toJson();
        var descriptor = manifest(json);
        writeManifest(descriptor, json);
        return descriptor.digest();
    }

    /// Keeps an artifact beside its subject, under no name of its own. What others have put there
    /// stays, also where they do so at the same moment.
    ///
    /// @param manifest with a subject
    /// @param bytes of the blob
    /// @return the digest of the manifest
    default Digest attach(ArtifactManifest manifest, byte[] bytes)
            throws ProblemException, IOException {
        var subject = manifest.subject().orElseThrow();
        writeBlob(manifest.blob(), new ByteArrayInputStream(bytes));
        writeBlob(manifest.config(), new ByteArrayInputStream(ArtifactManifest.EMPTY));
        var json = manifest.toJson();
        var digest = VerifiedBytes.sha256(json);
        var descriptor =
                new Descriptor(
                        MediaTypes.OCI_MANIFEST,
                        digest,
                        json.length,
                        Optional.empty(),
                        manifest.annotations());
        writeReferrer(subject.digest(), new Referrer(descriptor, manifest.type()), json);
        return digest;
    }

    /// Adds a blob to the manifest that stands under a tag, as cosign keeps signatures. What others
    /// have put there stays, also where they do so at the same moment.
    ///
    /// @param layer whose annotations are part of it: the same blob with others is another
    /// @return the digest of the manifest
    default Digest append(String tag, Descriptor layer, byte[] bytes)
            throws ProblemException, IOException {
        writeBlob(layer, new ByteArrayInputStream(bytes));
        var layers = List.of(layer);
        Insistence.until(() -> layers(tag).hasAll(layers), () -> grow(tag, layers), name());
        return tagged(tag)
                .map(VerifiedBytes::sha256)
                .orElseThrow(() -> unwritable(tag, "it was removed at once"));
    }

    /// Has a manifest stand under such a tag, after all its blobs. Where another stands there, that
    /// one gets those of its layers that it lacks.
    ///
    /// @throws ProblemException `image-broken` where the manifest itself has no layers
    default void merge(String tag, Descriptor manifest, byte[] json)
            throws ProblemException, IOException {
        var layers = layers(manifest.digest(), json);
        Insistence.until(
                () -> tagged(tag).isPresent() && layers(tag).hasAll(layers),
                () -> {
                    if (tagged(tag).isEmpty()) {
                        writeTagged(tag, manifest, json);
                    } else {
                        grow(tag, layers);
                    }
                },
                name());
    }

    /// What follows from what stands under a tag.
    @FunctionalInterface
    interface Succession {
        /// @param before nothing where nothing stands there
        /// @return nothing where what stands there says it already
        Optional<byte[]> after(Optional<byte[]> before) throws ProblemException, IOException;
    }

    /// Puts an artifact of one blob in the place of the one before, which it follows from. What
    /// others put there at the same moment is followed by it, and not lost.
    ///
    /// @param type of the artifact and of its blob
    default void succeed(String tag, String type, int maxBytes, Succession succession)
            throws ProblemException, IOException {
        Insistence.until(
                () -> succession.after(blob(tag, type, maxBytes)).isEmpty(),
                () -> {
                    var next = succession.after(blob(tag, type, maxBytes));
                    if (next.isPresent()) {
                        put(tag, type, next.get());
                    }
                },
                name());
    }

    private void put(String tag, String type, byte[] bytes) throws ProblemException, IOException {
        var blob =
                new Descriptor(
                        type,
                        VerifiedBytes.sha256(bytes),
                        bytes.length,
                        Optional.empty(),
                        Map.of());
        var artifact = new ArtifactManifest(type, blob, new TreeMap<>());
        writeBlob(blob, new ByteArrayInputStream(bytes));
        writeBlob(artifact.config(), new ByteArrayInputStream(ArtifactManifest.EMPTY));
        var json = artifact.toJson();
        writeTagged(tag, manifest(json), json);
    }

    /// The blob of an artifact that stands under a tag, verified.
    ///
    /// @param type that the artifact must have
    /// @return nothing where nothing stands there
    /// @throws ProblemException `artifact-broken` where something else does
    default Optional<byte[]> blob(String tag, String type, int maxBytes)
            throws ProblemException, IOException {
        var json = tagged(tag);
        if (json.isEmpty()) {
            return Optional.empty();
        }
        try {
            var manifest = ArtifactManifest.parse(json.get());
            if (!manifest.type().equals(type)) {
                throw broken(
                        "%s is of the type '%s' and not %s".formatted(tag, manifest.type(), type));
            }
            return Optional.of(VerifiedBytes.read(this::open, manifest.blob(), maxBytes));
        } catch (MalformedManifestException e) {
            throw broken(String.valueOf(e.getMessage()));
        }
    }

    private static List<Descriptor> layers(Digest digest, byte[] json) throws ProblemException {
        try {
            return LayeredManifest.parse(json).read();
        } catch (MalformedManifestException e) {
            throw new ProblemException(
                    "image-broken",
                    "%s cannot be copied: %s".formatted(digest, e.getMessage()),
                    "whoever made it must make it anew");
        }
    }

    private void grow(String tag, List<Descriptor> layers) throws ProblemException, IOException {
        var grown = layers(tag);
        for (var layer : layers) {
            if (grown.isFull() && !grown.hasAll(List.of(layer))) {
                throw unwritable(tag, "no more layers are read of one");
            }
            grown = grown.with(layer);
        }
        writeBlob(grown.config(), new ByteArrayInputStream(grown.configuration()));
        var json = grown.toJson();
        writeTagged(tag, manifest(json), json);
    }

    private LayeredManifest layers(String tag) throws ProblemException, IOException {
        var bytes = tagged(tag);
        return bytes.isEmpty() ? LayeredManifest.EMPTY : read(tag, bytes.get());
    }

    private LayeredManifest read(String tag, byte[] json) throws ProblemException {
        try {
            return LayeredManifest.parse(json);
        } catch (MalformedManifestException e) {
            throw unwritable(tag, String.valueOf(e.getMessage()));
        }
    }

    private ProblemException unwritable(String tag, String why) {
        return new ProblemException(
                "artifact-unwritable",
                "nothing can be added to what is at %s of %s: %s".formatted(tag, name(), why),
                "whoever keeps the image must mend or remove that tag");
    }

    private static Descriptor manifest(byte[] json) {
        return new Descriptor(
                MediaTypes.OCI_MANIFEST,
                VerifiedBytes.sha256(json),
                json.length,
                Optional.empty(),
                Map.of());
    }

    /// What lists of referrers say of one.
    ///
    /// @param descriptor of its manifest, with the annotations of that
    record Referrer(Descriptor descriptor, String type) {
        /// As lists write it.
        void write(JsonWriter json) {
            ArtifactManifest.members(json.beginObject(), descriptor).field("artifactType", type);
            json.beginObject("annotations");
            new TreeMap<>(descriptor.annotations()).forEach(json::field);
            json.endObject().endObject();
        }
    }

    /// As the user would write it.
    String name();

    /// Verified against the digest, where the name has one.
    byte[] manifest() throws ProblemException, IOException;

    /// Not verified: the store may lie about any byte and about how many there are.
    InputStream open(Descriptor blob) throws ProblemException, IOException;

    /// Refuses bytes that are not the blob's.
    void writeBlob(Descriptor blob, InputStream bytes) throws ProblemException, IOException;

    boolean has(Descriptor blob) throws ProblemException, IOException;

    /// Takes a blob over from another place without its bytes being sent.
    ///
    /// @return whether that can be done
    boolean mount(Descriptor blob, ArtifactPlace from) throws ProblemException, IOException;

    /// A manifest that has no name of its own, after all blobs.
    void writeListed(Descriptor manifest, byte[] json) throws ProblemException, IOException;

    /// After all blobs.
    void writeManifest(Descriptor manifest, byte[] json) throws ProblemException, IOException;

    /// The bytes of a manifest beside the place's, verified.
    ///
    /// @return nothing where there is none
    Optional<byte[]> tagged(String tag) throws ProblemException, IOException;

    /// In place of what was there, after all blobs.
    void writeTagged(String tag, Descriptor manifest, byte[] json)
            throws ProblemException, IOException;

    /// After all blobs.
    void writeReferrer(Digest subject, Referrer referrer, byte[] json)
            throws ProblemException, IOException;

    @Override
    void close();
}
