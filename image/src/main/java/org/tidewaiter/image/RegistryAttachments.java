package org.tidewaiter.image;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.image.artifact.ArtifactPlace;
import org.tidewaiter.image.manifest.Descriptor;
import org.tidewaiter.image.registry.RegistryClient;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.ProblemException;

/// What stands beside an image in its registry.
record RegistryAttachments(RegistryClient client, ImageReference image) implements AttachmentStore {
    static RegistryAttachments of(ImageSource source, OpenOptions options) throws ProblemException {
        var client = new RegistryClient(options.registry());
        var place = ImageName.parse(source.name(), options.kind(), options.consulted()).place();
        var image =
                ImageReference.parse(client.withoutAlias(place))
                        .orElseThrow(() ->
                                new IllegalStateException("it was opened by " + source.name()));
        return new RegistryAttachments(client, image);
    }

    @Override
    public List<Descriptor> referrers(Digest subject) throws ProblemException {
        return client.referrers(image, subject);
    }

    @Override
    public Optional<Tagged> tagged(String tag) throws ProblemException {
        return client.tagged(image, tag)
                .map(one -> new Tagged(one.descriptor().digest(), one.bytes()));
    }

    /// Whatever media type the list says that it has.
    @Override
    public byte[] listed(Descriptor manifest) throws ProblemException {
        return client.tagged(image, manifest.digest().toString())
                .map(RegistryClient.FetchedManifest::bytes)
                .orElseThrow(() ->
                        new ProblemException(
                                "blob-not-found",
                                "%s has no %s, which is listed".formatted(image, manifest.digest()),
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
}
