package org.tidewaiter.testkit.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes an OCI image layout, as a folder or as a tar.
public final class OciLayouts {
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final List<String> descriptors = new ArrayList<>();

    private OciLayouts() {}

    public static OciLayouts layout() {
        return new OciLayouts();
    }

    public OciLayouts image(BuiltImage image, String tag) {
        return root(image.blobs(), image.descriptor(), tag);
    }

    public OciLayouts image(BuiltIndex index, String tag) {
        return root(index.blobs(), index.descriptor(), tag);
    }

    private OciLayouts root(Blobs blobs, String descriptor, String tag) {
        blobs.all()
                .forEach((digest, bytes) ->
                        files.put("blobs/" + digest.algorithm() + "/" + digest.hex(), bytes));
        descriptors.add(
                descriptor.substring(0, descriptor.length() - 1)
                        + ",\"annotations\":{\"org.opencontainers.image.ref.name\":%s}}"
                                .formatted(ImageBuilder.quoted(tag)));
        return this;
    }

    /// Any bytes as a blob.
    public OciLayouts blob(byte[] content) {
        return file("blobs/sha256/" + Blobs.digest(content).hex(), content);
    }

    /// A manifest of any form, listed.
    ///
    /// @param tag empty for none
    public OciLayouts manifest(String mediaType, byte[] bytes, String tag) {
        var descriptor = ImageBuilder.descriptor(mediaType, Blobs.digest(bytes), bytes.length);
        descriptors.add(
                tag.isEmpty()
                        ? descriptor
                        : descriptor.substring(0, descriptor.length() - 1)
                                + ",\"annotations\":{\"org.opencontainers.image.ref.name\":%s}}"
                                        .formatted(ImageBuilder.quoted(tag)));
        return blob(bytes);
    }

    /// A file in place of what would be there.
    public OciLayouts file(String path, byte[] content) {
        files.put(path, content);
        return this;
    }

    private Map<String, byte[]> all() {
        var all = new LinkedHashMap<String, byte[]>();
        all.put(
                "oci-layout",
                "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.UTF_8));
        all.put(
                "index.json",
                "{\"schemaVersion\":2,\"manifests\":[%s]}"
                        .formatted(String.join(",", descriptors))
                        .getBytes(StandardCharsets.UTF_8));
        all.putAll(files);
        return all;
    }

    public Path write(Path folder) throws IOException {
        for (var file : all().entrySet()) {
            var path = folder.resolve(file.getKey());
            Files.createDirectories(path.resolveSibling("."));
            Files.write(path, file.getValue());
        }
        return folder;
    }

    public TarBuilder tar() {
        var tar = TarBuilder.tar();
        all().forEach(tar::file);
        return tar;
    }
}
