package org.tidewaiter.image.artifact;

import java.io.IOException;
import java.io.InputStream;
import org.tidewaiter.image.manifest.Descriptor;
import org.tidewaiter.image.registry.RegistryClient;
import org.tidewaiter.image.registry.RegistryOptions;
import org.tidewaiter.image.registry.RegistryWriter;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.ProblemException;

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
    public void writeManifest(Descriptor manifest, byte[] json)
            throws ProblemException, IOException {
        writer.manifest(image, manifest.mediaType(), json);
    }

    @Override
    public void close() {
        client.close();
        writer.close();
    }
}
