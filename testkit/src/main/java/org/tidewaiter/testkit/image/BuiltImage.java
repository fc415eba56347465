package org.tidewaiter.testkit.image;

import java.util.List;
import org.tidewaiter.model.Digest;

/// An image of one platform with all its blobs.
///
/// @param mediaType of the manifest
/// @param digest of the manifest
/// @param layers lowest first
public record BuiltImage(
        String mediaType,
        Digest digest,
        Digest configDigest,
        String os,
        String architecture,
        List<LayerBytes> layers,
        Blobs blobs) {

    public byte[] manifest() {
        return blobs.get(digest);
    }

    public byte[] config() {
        return blobs.get(configDigest);
    }

    /// The descriptor of the manifest.
    String descriptor() {
        return ImageBuilder.descriptor(mediaType, digest, manifest().length);
    }

    /// The descriptor of the manifest with its platform, as an index has it.
    String descriptorWithPlatform() {
        var plain = descriptor();
        return plain.substring(0, plain.length() - 1)
                + ",\"platform\":{\"architecture\":\"%s\",\"os\":\"%s\"}}"
                        .formatted(architecture, os);
    }
}
