package org.tidewaiter.signing.lookaside;

import java.io.ByteArrayOutputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.statement.Claims;
import org.tidewaiter.signing.syntax.Part;

/// What is signed with GPG: the digest of a manifest, and the name under which the signer vouches
/// for it. To be read from bytes whose signature has been verified.
///
/// @param name as the signer wrote it
/// @param optional what else the signer wanted to say
/// @see "containers/image, containers-signature(5)"
public record ContainerSignature(Digest image, String name, SortedMap<String, String> optional) {
    static final String TYPE = "atomic container signature";

    /// What is to be signed. The same arguments give the same bytes.
    ///
    /// @param creator the program that makes it
    /// @param at when, in whole seconds
    public static byte[] toJson(Digest image, String name, String creator, Instant at) {
        var out = new ByteArrayOutputStream();
        try (var json = new JsonWriter(out)) {
            json.beginObject()
                    .beginObject("critical")
                    .beginObject("identity")
                    .field("docker-reference", name)
                    .endObject()
                    .beginObject("image")
                    .field("docker-manifest-digest", image.toString())
                    .endObject()
                    .field("type", TYPE)
                    .endObject()
                    .beginObject("optional")
                    .field("creator", creator)
                    .field("timestamp", at.getEpochSecond())
                    .endObject()
                    .endObject();
        }
        return out.toByteArray();
    }

    static ContainerSignature parse(byte[] utf8) throws RefusedException {
        var json = Part.document(utf8).only("critical", "optional");
        var critical = json.object("critical").only("identity", "image", "type");
        var type = critical.text("type");
        if (!type.equals(TYPE)) {
            throw new RefusedException(Refusal.WRONG_SIGNATURE_TYPE, type);
        }
        var stated =
                critical.object("image")
                        .only("docker-manifest-digest")
                        .text("docker-manifest-digest");
        var digest =
                Digest.parse(stated)
                        .orElseThrow(() -> new RefusedException(Refusal.MALFORMED_DIGEST, stated));
        var name = critical.object("identity").only("docker-reference").text("docker-reference");
        return new ContainerSignature(digest, name, optional(json.object("optional")));
    }

    private static SortedMap<String, String> optional(Part optional) throws RefusedException {
        optional.knowing("creator", "timestamp").optionalText("creator");
        var claims = new TreeMap<>(Claims.scalars(optional.json().members()));
        if (optional.has("timestamp")) {
            claims.put("timestamp", time(optional, optional.json().get("timestamp")).toString());
        }
        return claims;
    }

    private static Instant time(Part optional, Json number) throws RefusedException {
        try {
            return Optional.of(number)
                    .flatMap(Json::wholeNumber)
                    .map(Instant::ofEpochSecond)
                    .orElseThrow(() -> noTime(optional));
        } catch (DateTimeException _) {
            throw noTime(optional);
        }
    }

    private static RefusedException noTime(Part optional) {
        return new RefusedException(
                Refusal.WRONG_PART, optional.at("timestamp") + " is no whole number of seconds");
    }
}
