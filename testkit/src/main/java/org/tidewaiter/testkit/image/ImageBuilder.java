package org.tidewaiter.testkit.image;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tidewaiter.model.Digest;

/// Builds an image of one platform from layers, lowest first: its configuration and its manifest.
///
/// ```java
/// var image = ImageBuilder.image().layer(tar().file("etc/os-release", "ID=alpine\n")).build();
/// ```
public final class ImageBuilder {
    private static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String OCI_CONFIG = "application/vnd.oci.image.config.v1+json";

    private final List<LayerBytes> layers = new ArrayList<>();
    private final List<String> history = new ArrayList<>();
    private String manifestType = OCI_MANIFEST;
    private String configType = OCI_CONFIG;
    private String os = "linux";
    private String architecture = "amd64";
    private String runtime = "{\"Cmd\":[\"/bin/sh\"]}";

    private ImageBuilder() {}

    public static ImageBuilder image() {
        return new ImageBuilder();
    }

    /// A gzip layer.
    public ImageBuilder layer(TarBuilder tar) {
        return layer(LayerBytes.gzip(tar));
    }

    public ImageBuilder layer(LayerBytes layer) {
        return layer(layer, "COPY layer" + layers.size() + " /");
    }

    /// @param createdBy the line of the history that goes with it
    public ImageBuilder layer(LayerBytes layer, String createdBy) {
        layers.add(layer);
        history.add("{\"created_by\":%s}".formatted(quoted(createdBy)));
        return this;
    }

    /// A line of the history that made no layer.
    public ImageBuilder instruction(String createdBy) {
        history.add("{\"created_by\":%s,\"empty_layer\":true}".formatted(quoted(createdBy)));
        return this;
    }

    public ImageBuilder platform(String os, String architecture) {
        this.os = os;
        this.architecture = architecture;
        return this;
    }

    /// @param json the `config` member of the configuration
    public ImageBuilder runtime(String json) {
        runtime = json;
        return this;
    }

    public ImageBuilder dockerSchema2() {
        manifestType = "application/vnd.docker.distribution.manifest.v2+json";
        configType = "application/vnd.docker.container.image.v1+json";
        return this;
    }

    public BuiltImage build() {
        var blobs = new Blobs();
        var config = config();
        var configDigest = blobs.put(config);
        var descriptors = new ArrayList<String>();
        for (var layer : layers) {
            blobs.put(layer.stored());
            descriptors.add(descriptor(layer));
        }
        var manifest =
                """
                {"schemaVersion":2,"mediaType":"%s","config":%s,"layers":[%s]}\
                """
                        .formatted(
                                manifestType,
                                descriptor(configType, configDigest, config.length),
                                String.join(",", descriptors))
                        .getBytes(StandardCharsets.UTF_8);
        var digest = blobs.put(manifest);
        return new BuiltImage(
                manifestType, digest, configDigest, os, architecture, List.copyOf(layers), blobs);
    }

    private byte[] config() {
        var diffIds =
                layers.stream()
                        .map(layer -> quoted(layer.diffId().toString()))
                        .collect(Collectors.joining(","));
        return """
        {"architecture":"%s","os":"%s","config":%s,"rootfs":{"type":"layers","diff_ids":[%s]},"history":[%s]}\
        """
                .formatted(architecture, os, runtime, diffIds, String.join(",", history))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String descriptor(LayerBytes layer) {
        var plain = descriptor(layer.mediaType(), layer.digest(), layer.stored().length);
        var annotations =
                new TreeMap<>(layer.annotations())
                        .entrySet().stream()
                                .map(one -> quoted(one.getKey()) + ":" + quoted(one.getValue()))
                                .collect(Collectors.joining(","));
        return annotations.isEmpty()
                ? plain
                : "%s,\"annotations\":{%s}}"
                        .formatted(plain.substring(0, plain.length() - 1), annotations);
    }

    static String descriptor(String mediaType, Digest digest, long size) {
        return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}"
                .formatted(mediaType, digest, size);
    }

    private static final Map<Character, String> ESCAPES =
            Map.of('"', "\\\"", '\\', "\\\\", '\n', "\\n", '\t', "\\t");

    static String quoted(String text) {
        return text.chars()
                .mapToObj(c -> ESCAPES.getOrDefault((char) c, String.valueOf((char) c)))
                .collect(Collectors.joining("", "\"", "\""));
    }
}
