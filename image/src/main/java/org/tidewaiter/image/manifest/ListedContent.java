package org.tidewaiter.image.manifest;

import java.util.ArrayList;
import java.util.List;

/// What a manifest or an index leads to, of an image or of anything else.
///
/// @param manifests of an index
/// @param blobs of a manifest: its configuration and its layers
public record ListedContent(List<Descriptor> manifests, List<Descriptor> blobs) {
    public ListedContent {
        manifests = List.copyOf(manifests);
        blobs = List.copyOf(blobs);
    }

    /// @throws MalformedManifestException if it is neither, or of a version that is no more read
    public static ListedContent parse(byte[] bytes) throws MalformedManifestException {
        return switch (Document.parse(bytes, "")) {
            case Document.Index(var manifests) -> new ListedContent(manifests, List.of());
            case Document.Manifest(var config, var layers, _) -> {
                var blobs = new ArrayList<>(List.of(config));
                blobs.addAll(layers);
                yield new ListedContent(List.of(), blobs);
            }
            case Document.Schema1() ->
                    throw new MalformedManifestException(
                            "it is of version 1 of Docker's manifests");
        };
    }
}
