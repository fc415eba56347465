package org.tidewaiter.image.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.model.ClaimedBase;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.model.json.MalformedJsonException;

/// What a manifest's bytes turned out to be.
sealed interface Document {
    /// @param layers lowest first
    /// @param base what the annotations say that the image is built on
    record Manifest(Descriptor config, List<Descriptor> layers, Optional<ClaimedBase> base)
            implements Document {
        public Manifest {
            layers = List.copyOf(layers);
        }
    }

    /// @param manifests in the order of the document
    record Index(List<Descriptor> manifests) implements Document {
        public Index {
            manifests = List.copyOf(manifests);
        }
    }

    /// Docker's format of before 2016, whose layers are not content-addressed as stored.
    record Schema1() implements Document {}

    /// @param statedType where the bytes came from said so; the bytes' own word goes before it
    /// @throws MalformedManifestException also where the bytes can be taken for a manifest and for
    ///   an index, so that two readers would see two images
    static Document parse(byte[] bytes, String statedType) throws MalformedManifestException {
        var json = read(bytes);
        var own = json.text("mediaType");
        var type = own.isEmpty() ? statedType : own;
        if (MediaTypes.isSchema1(type)
                || json.get("schemaVersion").wholeNumber().filter(v -> v == 1).isPresent()) {
            return new Schema1();
        }
        boolean asIndex = json.has("manifests");
        boolean asManifest = json.has("layers") || json.has("config");
        if (asIndex && asManifest) {
            throw new MalformedManifestException("it is a manifest and an index at once");
        }
        if (MediaTypes.isIndex(type) ? asManifest : MediaTypes.isManifest(type) && asIndex) {
            throw new MalformedManifestException("it is not what its media type says: " + type);
        }
        if (asIndex) {
            return new Index(descriptors(json.get("manifests")));
        }
        if (asManifest) {
            return new Manifest(
                    Descriptor.parse(json.get("config")),
                    descriptors(json.get("layers")),
                    BaseNames.in(json.get("annotations")));
        }
        throw new MalformedManifestException("it is neither a manifest nor an index");
    }

    static Json read(byte[] bytes) throws MalformedManifestException {
        try {
            return JsonReader.read(bytes);
        } catch (MalformedJsonException e) {
            throw new MalformedManifestException(String.valueOf(e.getMessage()));
        }
    }

    private static List<Descriptor> descriptors(Json array) throws MalformedManifestException {
        var descriptors = new ArrayList<Descriptor>();
        for (var item : array.items()) {
            descriptors.add(Descriptor.parse(item));
        }
        return descriptors;
    }
}
