package org.tidewaiter.testkit.image;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Writes an archive in the form of `docker save` before Docker 1.10: a folder for each layer.
public final class Version1Archives {
    private final TarBuilder tar = TarBuilder.tar();
    private final Map<String, List<String>> tags = new TreeMap<>();

    private Version1Archives() {}

    public static Version1Archives archive() {
        return new Version1Archives();
    }

    /// The id that a layer gets, which says nothing of what is in it.
    public static String id(BuiltImage image, int layer) {
        var text = "layer %d of %s".formatted(layer, image.digest());
        return Blobs.digest(text.getBytes(StandardCharsets.UTF_8)).hex();
    }

    /// @param repository empty where the image was saved by its id
    public Version1Archives image(BuiltImage image, String repository, String tag) {
        int last = image.layers().size() - 1;
        for (int i = last; i >= 0; i--) {
            layer(image, i, i == 0 ? "" : id(image, i - 1));
        }
        return repository.isEmpty() ? this : tag(repository, tag, id(image, last));
    }

    /// @param parent the id of the layer below; empty for the lowest
    public Version1Archives layer(BuiltImage image, int layer, String parent) {
        var id = id(image, layer);
        var below = parent.isEmpty() ? "" : "\"parent\":\"%s\",".formatted(parent);
        tar.directory(id)
                .file(id + "/VERSION", "1.0")
                .file(
                        id + "/json",
                        """
                        {"id":"%s",%s"container_config":{"Cmd":["/bin/sh","-c","make layer %d"]},\
                        "config":{"Cmd":["/bin/sh"]},"architecture":"%s","os":"%s","Size":1}\
                        """
                                .formatted(id, below, layer, image.architecture(), image.os()))
                .file(id + "/layer.tar", image.layers().get(layer).tar());
        return this;
    }

    public Version1Archives tag(String repository, String tag, String id) {
        tags.computeIfAbsent(repository, _ -> new ArrayList<>())
                .add("\"%s\":\"%s\"".formatted(tag, id));
        return this;
    }

    /// To be called once, at the end.
    public TarBuilder tar() {
        return tags.isEmpty()
                ? tar
                : tar.file(
                        "repositories",
                        tags.entrySet().stream()
                                .map(one ->
                                        "\"%s\":{%s}"
                                                .formatted(
                                                        one.getKey(),
                                                        String.join(",", one.getValue())))
                                .collect(Collectors.joining(",", "{", "}")));
    }
}
