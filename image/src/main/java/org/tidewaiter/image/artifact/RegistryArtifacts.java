package org.tidewaiter.image.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.tidewaiter.image.manifest.Descriptor;
import org.tidewaiter.image.manifest.MediaTypes;
import org.tidewaiter.image.manifest.SubjectTag;
import org.tidewaiter.image.registry.RegistryClient;
import org.tidewaiter.image.registry.RegistryOptions;
import org.tidewaiter.image.registry.RegistryWriter;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.json.MalformedJsonException;

/// An artifact in a registry.
record RegistryArtifacts(ImageReference image, RegistryClient client, RegistryWriter writer)
        implements ArtifactStore {
    RegistryArtifacts(ImageReference image, RegistryOptions options) throws ProblemException {
        this(image, new RegistryClient(options), new RegistryWriter(options));
    }

    @Override
    public String name() {
        return "registry:" + image;
    }

    @Override
    public byte[] manifest() throws ProblemException {
        return client.manifest(image).bytes();
    }

    @Override
    public InputStream open(Descriptor blob) throws ProblemException {
        return client.open(image, blob);
    }

    @Override
    public void writeBlob(Descriptor blob, InputStream bytes) throws ProblemException, IOException {
        writer.blob(image, blob, bytes);
    }

    @Override
    public boolean has(Descriptor blob) throws ProblemException, IOException {
        return writer.has(image, blob);
    }

    @Override
    public boolean mount(Descriptor blob, ArtifactPlace from) throws ProblemException, IOException {
        return from instanceof ArtifactPlace.Registry(var other)
                && other.registry().equals(image.registry())
                && writer.mount(image, blob, other.repository());
    }

    @Override
    public void writeListed(Descriptor manifest, byte[] json) throws ProblemException, IOException {
        var own = named(Optional.empty(), Optional.of(manifest.digest()));
        writer.manifest(own, manifest.mediaType(), json);
    }

    @Override
    public void writeManifest(Descriptor manifest, byte[] json)
            throws ProblemException, IOException {
        writer.manifest(image, manifest.mediaType(), json);
    }

    @Override
    public Optional<byte[]> tagged(String tag) throws ProblemException {
        return client.tagged(image, tag).map(RegistryClient.FetchedManifest::bytes);
    }

    @Override
    public void writeTagged(String tag, Descriptor manifest, byte[] json)
            throws ProblemException, IOException {
        var name = named(Optional.of(tag), Optional.empty());
        writer.manifest(name, manifest.mediaType(), json);
    }

    /// A registry that does not know referrers is told so by silence; then the list is kept under a
    /// tag, which several may write at the same moment.
    @Override
    public void writeReferrer(Digest subject, Referrer referrer, byte[] json)
            throws ProblemException, IOException {
        var descriptor = referrer.descriptor();
        var own = named(Optional.empty(), Optional.of(descriptor.digest()));
        if (writer.referrer(own, descriptor.mediaType(), json)) {
            return;
        }
        var tag = SubjectTag.REFERRERS.of(subject);
        var digest = descriptor.digest().toString();
        Insistence.until(
                () -> list(tag).lists(digest),
                () ->
                        writer.manifest(
                                named(Optional.of(tag), Optional.empty()),
                                MediaTypes.OCI_INDEX,
                                list(tag).with(_ -> true, referrer::write)),
                name());
    }

    /// Another of the same repository.
    private ImageReference named(Optional<String> tag, Optional<Digest> digest) {
        return new ImageReference(image.registry(), image.repository(), tag, digest);
    }

    private IndexDocument list(String tag) throws ProblemException {
        var index = client.tagged(image, tag);
        if (index.isEmpty()) {
            return IndexDocument.empty();
        }
        try {
            return IndexDocument.parse(index.get().bytes());
        } catch (MalformedJsonException e) {
            throw new ProblemException(
                    "artifact-unwritable",
                    "the list of referrers at %s of %s is malformed: %s"
                            .formatted(tag, image, e.getMessage()),
                    "whoever keeps the repository must mend or remove that tag");
        }
    }

    @Override
    public void close() {
        client.close();
        writer.close();
    }
}
