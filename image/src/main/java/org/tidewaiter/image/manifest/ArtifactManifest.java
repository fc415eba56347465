package org.tidewaiter.image.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.json.Json;

/// The manifest of something that is kept beside images: a signature, a statement, a bill.
///
/// @param artifactType what it says it is, or else the type of its configuration; empty where it
///   does not say
/// @param subject what it refers to; nothing where it does not say so, as cosign's do not
/// @param blobs its content
/// @see "OCI image-spec 1.1, manifest.md, guidelines for artifact usage"
public record ArtifactManifest(
        String artifactType, Optional<Digest> subject, List<Descriptor> blobs) {
    private static final int MAX_BLOBS = 1000;

    public ArtifactManifest {
        blobs = List.copyOf(blobs);
    }

    /// @throws MalformedManifestException if it is no JSON, or a descriptor in it is none
    public static ArtifactManifest parse(byte[] bytes) throws MalformedManifestException {
        var json = Document.read(bytes);
        var blobs = new ArrayList<Descriptor>();
        for (var list : List.of(json.get("layers"), json.get("blobs"))) {
            for (Json item : list.items()) {
                if (blobs.size() == MAX_BLOBS) {
                    throw new MalformedManifestException(
                            "it has more than %d blobs".formatted(MAX_BLOBS));
                }
                blobs.add(Descriptor.parse(item));
            }
        }
        var type = json.text("artifactType");
        return new ArtifactManifest(
                type.isEmpty() ? json.get("config").text("mediaType") : type,
                Digest.parse(json.get("subject").text("digest")),
                blobs);
    }
}
