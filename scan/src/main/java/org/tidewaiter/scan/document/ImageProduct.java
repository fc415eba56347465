package org.tidewaiter.scan.document;

import java.util.Locale;
import java.util.Optional;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.json.JsonWriter;

/// An image as a product of OpenVEX: by a purl with the digest of its manifest; where it has none
/// but an id, as engines have it, with that as a hash; and where it has neither, by its name.
///
/// @param hash of the configuration, where no manifest tells which image it is
record ImageProduct(String id, Optional<Digest> hash) {
    static ImageProduct of(ImageSource source) {
        if (source.digest().isEmpty() && source.configDigest().isEmpty()) {
            return new ImageProduct(source.name(), Optional.empty());
        }
        var reference = source.reference();
        var version = source.digest().map(Digest::toString).orElse("");
        var purl =
                Purl.of("oci", "", name(source, reference), version)
                        .withQualifier(
                                "arch", source.platform().map(one -> one.architecture()).orElse(""))
                        .withQualifier(
                                "repository_url",
                                reference
                                        .map(one -> one.registry() + "/" + one.repository())
                                        .orElse(""));
        return new ImageProduct(
                purl.toString(),
                source.digest().isPresent() ? Optional.empty() : source.configDigest());
    }

    /// The last part of the repository, or of the path.
    private static String name(ImageSource source, Optional<ImageReference> reference) {
        var path = reference.map(ImageReference::repository).orElse(source.name());
        var last = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        var name = last.replaceAll("[^a-z0-9._-]+", "-");
        return name.isEmpty() ? "image" : name;
    }

    /// Writes the members into the object that is open.
    void members(JsonWriter json) {
        json.field("@id", id);
        hash.ifPresent(digest ->
                json.beginObject("hashes")
                        .field(
                                digest.algorithm().equals("sha256") ? "sha-256" : "sha-512",
                                digest.hex())
                        .endObject());
    }
}
