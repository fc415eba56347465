package org.tidewaiter.image;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.image.engine.Engine;
import org.tidewaiter.image.engine.InspectedImage;
import org.tidewaiter.image.manifest.ImageConfig;
import org.tidewaiter.image.manifest.MalformedManifestException;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.image.tar.EntryStream;
import org.tidewaiter.model.ClaimedBase;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.Layer;
import org.tidewaiter.model.Platform;
import org.tidewaiter.model.ProblemException;

/// An image that an engine has. Its layers are plain tars, so that a layer's digest is its diffID,
/// and not the one it has in a registry.
final class EngineImage implements SavedImage {
    private static final String LAYER_TYPE = "application/vnd.docker.image.rootfs.diff.tar";

    private final String name;
    private final SourceKind kind;
    private final Engine engine;
    private final InspectedImage image;

    /// Replaced by one that says more.
    private volatile Description description;

    EngineImage(String name, SourceKind kind, Engine engine, InspectedImage image) {
        this.name = name;
        this.kind = kind;
        this.engine = engine;
        this.image = image;
        var unknown = Collections.nCopies(image.diffIds().size(), Optional.<String>empty());
        description = new Description(new byte[0], Optional.empty(), unknown, Optional.empty());
    }

    /// @param config empty as long as it is not known
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Description(
            byte[] config,
            Optional<Digest> configDigest,
            List<Optional<String>> instructions,
            Optional<ClaimedBase> base) {}

    @Override
    public Digest id() {
        return image.id();
    }

    @Override
    public ImageSource source() {
        var known = description;
        var layers = new ArrayList<Layer>();
        for (var diffId : image.diffIds()) {
            int index = layers.size();
            var instruction = known.instructions.get(index);
            layers.add(new Layer(index, diffId, diffId, LAYER_TYPE, -1, instruction));
        }
        return new ImageSource(
                kind.word(),
                name,
                Optional.empty(),
                known.configDigest,
                image.platform(),
                layers,
                List.of(),
                known.base);
    }

    @Override
    public byte[] config() {
        return description.config.clone();
    }

    @Override
    public InputStream openSaved() throws ProblemException {
        return engine.save(image.id());
    }

    /// A configuration is certain if it has the image's id, and likely if it has the same layers
    /// and platform: where the engine keeps images with containerd, the id is not the
    /// configuration's.
    @Override
    public synchronized boolean describe(byte[] document) {
        var digest = VerifiedBytes.sha256(document);
        boolean certain = digest.equals(image.id());
        if (!certain && description.configDigest.isPresent()) {
            return false;
        }
        var config = config(document);
        config.ifPresent(one ->
                description =
                        new Description(
                                document, Optional.of(digest), one.instructions(), one.base()));
        return certain && config.isPresent();
    }

    private Optional<ImageConfig> config(byte[] document) {
        try {
            return Optional.of(ImageConfig.parse(document))
                    .filter(config -> config.diffIds().equals(image.diffIds()))
                    .filter(config -> accepts(config.platform()));
        } catch (MalformedManifestException _) {
            return Optional.empty();
        }
    }

    private boolean accepts(Optional<Platform> stated) {
        return stated.isEmpty()
                || image.platform().isEmpty()
                || image.platform().get().accepts(stated.get());
    }

    @Override
    public Optional<EntryStream> openTree() {
        return Optional.empty();
    }

    @Override
    public InputStream openLayer(Layer layer) {
        throw new IllegalArgumentException("an engine gives no single layer " + layer);
    }

    @Override
    public void close() {}
}
