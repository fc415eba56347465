package org.tidewaiter.testkit.image;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.model.Digest;

/// An index over images of several platforms, with all their blobs.
public record BuiltIndex(Digest digest, Blobs blobs) {
    public static final String MEDIA_TYPE = "application/vnd.oci.image.index.v1+json";

    /// @param images each under its own platform
    public static BuiltIndex of(BuiltImage... images) {
        return of(List.of(images), List.of());
    }

    /// @param descriptors JSON of what else the index lists
    public static BuiltIndex of(List<BuiltImage> images, List<String> descriptors) {
        var blobs = new Blobs();
        var all = new ArrayList<String>();
        for (var image : images) {
            image.blobs().all().values().forEach(blobs::put);
            all.add(image.descriptorWithPlatform());
        }
        all.addAll(descriptors);
        var bytes =
                "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s]}"
                        .formatted(MEDIA_TYPE, String.join(",", all))
                        .getBytes(StandardCharsets.UTF_8);
        return new BuiltIndex(blobs.put(bytes), blobs);
    }

    String descriptor() {
        return ImageBuilder.descriptor(MEDIA_TYPE, digest, blobs.get(digest).length);
    }
}
