package org.tidewaiter.testkit.image;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tidewaiter.model.Digest;

/// What engines give for an image that is saved, each with its own names and order.
public enum SavedImages {
    /// Docker before version 25: folders in the order of ids that say nothing, `layer.tar` in each;
    /// a layer that comes twice is a link the second time.
    DOCKER_20 {
        @Override
        public TarBuilder tar(BuiltImage image) {
            var folders = new TreeMap<String, LayerBytes>();
            for (var layer : image.layers()) {
                folders.put(hex("v1 id %d %s".formatted(folders.size(), layer.diffId())), layer);
            }
            var tar = TarBuilder.tar();
            var written = new TreeMap<Digest, String>();
            folders.forEach((id, layer) -> {
                tar.directory(id).file(id + "/VERSION", "1.0").file(id + "/json", "{}");
                var before = written.putIfAbsent(layer.diffId(), id);
                if (before == null) {
                    tar.file(id + "/layer.tar", layer.tar());
                } else {
                    tar.symlink(id + "/layer.tar", "../" + before + "/layer.tar");
                }
            });
            var config = image.configDigest().hex() + ".json";
            return tar.file(config, image.config())
                    .file("manifest.json", manifest(config))
                    .file("repositories", "{}");
        }
    },

    /// Podman 4: files named by their diffIDs in the order of the layers, and links to them.
    PODMAN_4 {
        @Override
        public TarBuilder tar(BuiltImage image) {
            var tar = TarBuilder.tar();
            for (var layer : new LinkedHashSet<>(image.layers())) {
                tar.file(layer.diffId().hex() + ".tar", layer.tar());
            }
            var config = image.configDigest().hex() + ".json";
            tar.file(config, image.config());
            for (var layer : image.layers()) {
                var hex = layer.diffId().hex();
                tar.symlink(hex("v1 " + hex) + "/layer.tar", "../" + hex + ".tar");
            }
            return tar.file("manifest.json", manifest(config)).file("repositories", "{}");
        }
    },

    /// Docker from version 25: a layout with plain layers, in the order of their digests.
    DOCKER_25 {
        @Override
        public TarBuilder tar(BuiltImage image) {
            var blobs = new Blobs();
            image.layers().forEach(layer -> blobs.put(layer.tar()));
            blobs.put(image.config());
            blobs.put(image.manifest());
            return layout(blobs, image);
        }
    },

    /// Docker with containerd's store: a layout with the layers as they were pulled, and with a
    /// statement of the builder beside the image.
    CONTAINERD {
        @Override
        public TarBuilder tar(BuiltImage image) {
            var blobs = new Blobs();
            image.blobs().all().values().forEach(blobs::put);
            blobs.put(bytes("{\"_type\":\"https://in-toto.io/Statement/v0.1\"}"));
            blobs.put(bytes("{\"architecture\":\"unknown\",\"rootfs\":{\"diff_ids\":[]}}"));
            return layout(blobs, image);
        }

        @Override
        public Digest id(BuiltImage image) {
            return image.digest();
        }
    };

    /// What `/images/NAME/get` gives.
    public abstract TarBuilder tar(BuiltImage image);

    /// By which the engine knows the image.
    public Digest id(BuiltImage image) {
        return image.configDigest();
    }

    /// What `/images/NAME/json` gives.
    public String inspection(BuiltImage image) {
        return """
        {"Id":"%s","RepoTags":[],"Os":"%s","Architecture":"%s","RootFS":{"Type":"layers","Layers":[%s]}}
        """
                .formatted(
                        id(image),
                        image.os(),
                        image.architecture(),
                        image.layers().stream()
                                .map(layer -> ImageBuilder.quoted(layer.diffId().toString()))
                                .collect(Collectors.joining(",")));
    }

    private static TarBuilder layout(Blobs blobs, BuiltImage image) {
        var tar = TarBuilder.tar().directory("blobs").directory("blobs/sha256");
        new TreeMap<>(blobs.all())
                .forEach((digest, bytes) -> tar.file("blobs/sha256/" + digest.hex(), bytes));
        return tar.file(
                        "index.json",
                        "{\"schemaVersion\":2,\"manifests\":[%s]}".formatted(image.descriptor()))
                .file("manifest.json", manifest("blobs/sha256/" + image.configDigest().hex()))
                .file("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}");
    }

    private static String manifest(String config) {
        return "[{\"Config\":\"%s\",\"RepoTags\":[],\"Layers\":[]}]".formatted(config);
    }

    private static String hex(String text) {
        return Blobs.digest(bytes(text)).hex();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
