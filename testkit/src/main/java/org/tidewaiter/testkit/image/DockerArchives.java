package org.tidewaiter.testkit.image;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Writes an archive in the form of `docker save` before it was also an OCI layout.
public final class DockerArchives {
    private final TarBuilder tar = TarBuilder.tar();
    private final List<String> entries = new ArrayList<>();

    private DockerArchives() {}

    public static DockerArchives archive() {
        return new DockerArchives();
    }

    /// The layers plain, each as `DIFFID/layer.tar`.
    public DockerArchives image(BuiltImage image, String repoTag) {
        var layers = new ArrayList<String>();
        for (var layer : image.layers()) {
            var member = layer.diffId().hex() + "/layer.tar";
            tar.file(member, layer.tar());
            layers.add(member);
        }
        return image(image, repoTag, layers);
    }

    /// The layers plain, all but the first name being links to files elsewhere.
    public DockerArchives imageWithLinkedLayers(BuiltImage image, String repoTag) {
        var layers = new ArrayList<String>();
        for (var layer : image.layers()) {
            var hex = layer.diffId().hex();
            tar.file("store/" + hex + ".tar", layer.tar());
            tar.symlink(hex + "/layer.tar", "../store/" + hex + ".tar");
            layers.add(hex + "/layer.tar");
        }
        return image(image, repoTag, layers);
    }

    /// The layers as the image stores them, compressed.
    public DockerArchives imageWithStoredLayers(BuiltImage image, String repoTag) {
        var layers = new ArrayList<String>();
        for (var layer : image.layers()) {
            tar.file(layer.digest().hex() + ".tar.gz", layer.stored());
            layers.add(layer.digest().hex() + ".tar.gz");
        }
        return image(image, repoTag, layers);
    }

    /// @param layers the members that `manifest.json` names
    public DockerArchives image(BuiltImage image, String repoTag, List<String> layers) {
        var config = image.configDigest().hex() + ".json";
        tar.file(config, image.config());
        entries.add(
                "{\"Config\":\"%s\",\"RepoTags\":[%s],\"Layers\":[%s]}"
                        .formatted(
                                config,
                                ImageBuilder.quoted(repoTag),
                                layers.stream()
                                        .map(ImageBuilder::quoted)
                                        .collect(Collectors.joining(","))));
        return this;
    }

    /// To be called once, at the end.
    public TarBuilder tar() {
        return tar.file("manifest.json", "[" + String.join(",", entries) + "]");
    }
}
