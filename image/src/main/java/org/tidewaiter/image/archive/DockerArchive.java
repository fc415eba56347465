package org.tidewaiter.image.archive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tidewaiter.image.compression.Decompression;
import org.tidewaiter.image.manifest.ImageConfig;
import org.tidewaiter.image.manifest.MalformedManifestException;
import org.tidewaiter.image.manifest.NamedFiles;
import org.tidewaiter.image.manifest.ResolvedImage;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Layer;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.model.json.MalformedJsonException;

/// An archive as `docker save` writes it: `manifest.json` names for each image its configuration
/// and its layers. There is no manifest in the sense of a registry, so the image has no digest but
/// that of its configuration; and the layers are plain tars, so that a layer's digest is its
/// diffID, and not the one it has in a registry.
///
/// @param name as the user gave it, for problems
public record DockerArchive(NamedFiles files, String name) {
    /// Marks a tar file as such an archive.
    public static final String MANIFEST = "manifest.json";

    static final String LAYER_TYPE = "application/vnd.docker.image.rootfs.diff.tar";
    private static final int MAX_CONFIG_BYTES = 8 << 20;

    /// @param selector a tag, a full reference, or the digest of a configuration; without one there
    ///   must be one image only
    public ArchivedImage image(Optional<String> selector) throws ProblemException, IOException {
        try {
            var all = listed().stream().map(Listed::choice).toList();
            return open(Choice.only(all, selector, name));
        } catch (MalformedManifestException | MalformedJsonException e) {
            throw broken(String.valueOf(e.getMessage()));
        }
    }

    /// One entry of `manifest.json`.
    private record Listed(String config, List<String> tags, List<String> layers) {
        static Listed parse(Json json) {
            return new Listed(
                    json.text("Config"), texts(json.get("RepoTags")), texts(json.get("Layers")));
        }

        private static List<String> texts(Json array) {
            return array.items().stream().map(item -> item.text().orElse("")).toList();
        }

        Choice<Listed> choice() {
            return new Choice<>(configDigest().map(Digest::toString).orElse(config), tags, this);
        }

        /// The member's name says it, in the old form and in that of layouts.
        Optional<Digest> configDigest() {
            var hex = config.startsWith("blobs/sha256/") ? config.substring(13) : config;
            return Digest.parse("sha256:" + hex.replaceFirst("\\.json$", ""));
        }
    }

    private List<Listed> listed() throws IOException, MalformedJsonException {
        var json = JsonReader.read(read(MANIFEST, VerifiedBytes.MAX_MANIFEST_BYTES));
        return json.items().stream().map(Listed::parse).toList();
    }

    private byte[] read(String member, int maxBytes) throws IOException, MalformedJsonException {
        try (var in = files.open(member)) {
            var bytes = in.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw new MalformedJsonException(
                        "%s has more than %d bytes".formatted(member, maxBytes));
            }
            return bytes;
        }
    }

    private ArchivedImage open(Listed listed)
            throws ProblemException,
                    IOException,
                    MalformedJsonException,
                    MalformedManifestException {
        if (!files.has(listed.config())) {
            throw broken("it has no configuration '%s'".formatted(listed.config()));
        }
        var bytes = read(listed.config(), MAX_CONFIG_BYTES);
        var stated = listed.configDigest();
        if (stated.isPresent()) {
            VerifiedBytes.verify(bytes, stated.get());
        }
        var config = ImageConfig.parse(bytes);
        if (config.diffIds().size() != listed.layers().size()) {
            throw broken(
                    "it lists %d layers, and the configuration %d"
                            .formatted(listed.layers().size(), config.diffIds().size()));
        }
        var layers = new ArrayList<Layer>();
        var members = new HashMap<Digest, String>();
        for (var member : listed.layers()) {
            var layer = layer(layers.size(), member, config);
            layers.add(layer);
            members.put(layer.digest(), member);
        }
        var image =
                new ResolvedImage(
                        Optional.empty(),
                        VerifiedBytes.sha256(bytes),
                        bytes,
                        config.platform(),
                        layers,
                        List.of(),
                        config.base(),
                        List.of());
        return new ArchivedImage(image, blob -> files.open(member(members, blob.digest())));
    }

    static String member(Map<Digest, String> members, Digest layer) {
        return members.getOrDefault(layer, "no layer " + layer);
    }

    private Layer layer(int index, String member, ImageConfig config)
            throws ProblemException, IOException {
        var size = files.sizeBytes(member);
        if (size.isEmpty()) {
            throw broken("it has no layer '%s'".formatted(member));
        }
        var diffId = config.diffIds().get(index);
        return new Layer(
                index,
                isCompressed(member) ? digest(member) : diffId,
                diffId,
                LAYER_TYPE,
                size.getAsLong(),
                config.instructions().get(index));
    }

    private boolean isCompressed(String member) throws IOException {
        try (var in = files.open(member)) {
            return Decompression.isCompressed(in.readNBytes(Decompression.MAGIC_BYTES));
        }
    }

    /// A compressed layer, which Docker itself does not write, has a digest of its own: the bytes
    /// are read for it.
    private Digest digest(String member) throws IOException {
        try (var in = files.open(member)) {
            return VerifiedBytes.sha256(in);
        }
    }

    private ProblemException broken(String what) {
        return broken(name, what);
    }

    /// @param archive as the user named it
    static ProblemException broken(String archive, String what) {
        return new ProblemException(
                "image-broken",
                "%s is no sound Docker archive: %s".formatted(archive, what),
                "save the image again");
    }
}
