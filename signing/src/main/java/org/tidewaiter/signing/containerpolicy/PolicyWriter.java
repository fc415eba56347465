package org.tidewaiter.signing.containerpolicy;

import java.util.Base64;
import java.util.List;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.signing.lookaside.SignedIdentity;
import org.tidewaiter.signing.lookaside.SignedIdentity.ExactReference;
import org.tidewaiter.signing.lookaside.SignedIdentity.ExactRepository;
import org.tidewaiter.signing.lookaside.SignedIdentity.MatchExact;
import org.tidewaiter.signing.lookaside.SignedIdentity.MatchRepoDigestOrExact;
import org.tidewaiter.signing.lookaside.SignedIdentity.MatchRepository;
import org.tidewaiter.signing.lookaside.SignedIdentity.RemapIdentity;

/// Requirements as `policy.json` has them.
final class PolicyWriter {
    private PolicyWriter() {}

    static void section(String name, List<Requirement> requirements, JsonWriter json) {
        json.beginArray(name);
        requirements.forEach(one -> requirement(one, json));
        json.endArray();
    }

    private static void requirement(Requirement requirement, JsonWriter json) {
        switch (requirement) {
            case Requirement.InsecureAcceptAnything _, Requirement.Reject _ ->
                    json.beginObject().field("type", requirement.type()).endObject();
            case Requirement.SignedBy(var keys, var identity) -> {
                json.beginObject()
                        .field("type", requirement.type())
                        .field("keyType", Requirement.SignedBy.KEY_TYPE);
                keys(keys, json);
                identity(identity, json);
                json.endObject();
            }
            case Requirement.SigstoreSigned(var keys, var identity) -> {
                json.beginObject().field("type", requirement.type());
                keys(keys, json);
                identity(identity, json);
                json.endObject();
            }
            case Requirement.NotVerified(_, _, var read) -> json.value(read);
        }
    }

    private static void keys(KeySource keys, JsonWriter json) {
        switch (keys) {
            case KeySource.Files(var paths) when paths.size() == 1 ->
                    json.field("keyPath", paths.getFirst());
            case KeySource.Files(var paths) -> json.field("keyPaths", paths);
            case KeySource.Data(var data) when data.size() == 1 ->
                    json.field("keyData", base64(data.getFirst()));
            case KeySource.Data(var data) ->
                    json.field("keyDatas", data.stream().map(PolicyWriter::base64).toList());
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static void identity(SignedIdentity identity, JsonWriter json) {
        json.beginObject("signedIdentity");
        switch (identity) {
            case MatchExact() -> json.field("type", "matchExact");
            case MatchRepoDigestOrExact() -> json.field("type", "matchRepoDigestOrExact");
            case MatchRepository() -> json.field("type", "matchRepository");
            case ExactReference(var name) ->
                    json.field("type", "exactReference").field("dockerReference", name);
            case ExactRepository(var name) ->
                    json.field("type", "exactRepository").field("dockerRepository", name);
            case RemapIdentity(var prefix, var signedPrefix) ->
                    json.field("type", "remapIdentity")
                            .field("prefix", prefix)
                            .field("signedPrefix", signedPrefix);
        }
        json.endObject();
    }
}
