package org.tidewaiter.signing.exchange;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.Json.JsonArray;
import org.tidewaiter.model.json.Json.JsonBoolean;
import org.tidewaiter.model.json.Json.JsonObject;
import org.tidewaiter.model.json.Json.JsonString;
import org.tidewaiter.signing.charter.Charter;
import org.tidewaiter.signing.charter.Holder;
import org.tidewaiter.signing.charter.KeySource;
import org.tidewaiter.signing.charter.Role;
import org.tidewaiter.signing.charter.YamlText;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.key.PemBlock;
import org.tidewaiter.signing.key.WrittenKey;
import org.tidewaiter.signing.statement.PredicateTypes;

/// Sigstore's policy-controller: a ClusterImagePolicy for each role, all of which must hold of an
/// image; within one any authority is enough.
///
/// @see "sigstore/policy-controller, docs/api-types, v1beta1"
final class ClusterImagePolicies implements TrustFormat {
    static final String API = "policy.sigstore.dev/v1beta1";
    static final String KIND = "ClusterImagePolicy";
    private static final Pattern SUBJECT = Pattern.compile("[A-Za-z][A-Za-z0-9.]*=.*");

    @Override
    public String name() {
        return "policy-controller";
    }

    @Override
    public Exported write(Charter charter, String stage, Instant now) {
        var speakers = new Speakers(charter, now);
        speakers.lost().add("signatures in other forms than bundles, which is what 'sign' writes");
        var documents = new ArrayList<String>();
        speakers.roles(stage)
                .forEach((name, role) -> {
                    var authorities = authorities(role, speakers);
                    if (authorities.isEmpty()) {
                        speakers.lost()
                                .add(
                                        "whoever may speak as %s: nothing passes there"
                                                .formatted(name));
                        authorities.add(
                                object(
                                        "name",
                                        text("nobody"),
                                        "static",
                                        object("action", text("fail"))));
                    }
                    var policy =
                            object(
                                    "apiVersion",
                                    text(API),
                                    "kind",
                                    text(KIND),
                                    "metadata",
                                    object("name", text(resource(charter.name(), stage, name))),
                                    "spec",
                                    object(
                                            "images",
                                            new JsonArray(images(role, name, speakers)),
                                            "authorities",
                                            new JsonArray(authorities)));
                    documents.add(YamlText.of(policy, Map.of()));
                });
        return new Exported(String.join("---\n", documents), speakers.lost());
    }

    private static String resource(String... parts) {
        var name = String.join("-", parts).toLowerCase(Locale.ROOT);
        return name.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    private static List<Json> images(Role role, String name, Speakers speakers) {
        if (role.repositories().isEmpty()) {
            return List.of(object("glob", text("**")));
        }
        var globs = new ArrayList<Json>();
        for (var pattern : role.repositories()) {
            var whole =
                    Repositories.whole(pattern).replaceFirst("^docker\\.io/", "index.docker.io/");
            if (!whole.endsWith("*")) {
                speakers.lost()
                        .add(
                                "that %s is for %s alone: it is for all that begins so there"
                                        .formatted(name, pattern));
            }
            globs.add(object("glob", text(whole.replaceFirst("\\*?$", "**"))));
        }
        return globs;
    }

    private static List<Json> authorities(Role role, Speakers speakers) {
        var authorities = new ArrayList<Json>();
        speakers.of(role)
                .forEach((name, holder) -> {
                    for (var by : signers(name, holder, speakers)) {
                        for (var type : types(role)) {
                            var members = new LinkedHashMap<String, Json>();
                            members.put(
                                    "name", text("%s-%d".formatted(name, authorities.size() + 1)));
                            members.putAll(by.members());
                            members.put("ctlog", new JsonObject(Map.of()));
                            members.put("signatureFormat", text("bundle"));
                            if (!type.isEmpty()) {
                                members.put(
                                        "attestations",
                                        new JsonArray(
                                                List.of(
                                                        object(
                                                                "name",
                                                                text("said"),
                                                                "predicateType",
                                                                text(type)))));
                            }
                            authorities.add(new JsonObject(members));
                        }
                    }
                });
        return authorities;
    }

    /// What `cosign verify-attestation --type` takes; empty for a signature.
    private static List<String> types(Role role) {
        return role.says().stream()
                .flatMap(said ->
                        said.equals("signature")
                                ? Stream.of("")
                                : PredicateTypes.ofWord(said).stream())
                .distinct()
                .toList();
    }

    private static List<JsonObject> signers(String name, Holder holder, Speakers speakers) {
        var signers = new ArrayList<JsonObject>();
        for (var key : speakers.keys(holder)) {
            var pem = new String(WrittenKey.ofPublic(key), StandardCharsets.US_ASCII);
            signers.add(object("key", object("data", text(pem))));
        }
        for (var identity : speakers.identities(holder)) {
            if (identity.provider().isEmpty() || SUBJECT.matcher(identity.name()).matches()) {
                speakers.lost()
                        .add(
                                "%s as %s: names need a provider there, and whole subjects are not asked"
                                        .formatted(name, identity.name()));
                continue;
            }
            for (var der : speakers.charter().authority(identity.authority()).certificates()) {
                signers.add(object("keyless", keyless(identity, der)));
            }
        }
        return signers;
    }

    private static JsonObject keyless(Holder.Identity identity, byte[] authority) {
        var subject =
                identity.pattern()
                        ? object(
                                "issuer",
                                text(identity.provider()),
                                "subjectRegExp",
                                text(expression(identity.name())))
                        : object(
                                "issuer",
                                text(identity.provider()),
                                "subject",
                                text(identity.name()));
        var pem =
                new String(
                        new PemBlock("CERTIFICATE", authority).bytes(), StandardCharsets.US_ASCII);
        return object(
                "identities",
                new JsonArray(List.of(subject)),
                "ca-cert",
                object("data", text(pem)),
                "insecureIgnoreSCT",
                new JsonBoolean(true));
    }

    private static String expression(String pattern) {
        var expression = new StringBuilder("^");
        for (int i = 0; i < pattern.length(); i++) {
            char letter = pattern.charAt(i);
            if (letter == '*') {
                expression.append("[^/@]*");
            } else if (Character.isLetterOrDigit(letter)) {
                expression.append(letter);
            } else {
                expression
                        .append('[')
                        .append(letter == '^' || letter == '\\' ? "\\" : "")
                        .append(letter)
                        .append(']');
            }
        }
        return expression.append('$').toString();
    }

    private static JsonString text(String text) {
        return new JsonString(text);
    }

    /// @param members names and values by turns
    private static JsonObject object(Object... members) {
        var ordered = new LinkedHashMap<String, Json>();
        for (int i = 0; i < members.length; i += 2) {
            ordered.put((String) members[i], (Json) members[i + 1]);
        }
        return new JsonObject(ordered);
    }

    @Override
    public Imported read(byte[] file, KeySource files) throws RefusedException {
        return ClusterImagePolicyReader.read(file);
    }
}
