package org.tidewaiter.signing.charter;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tidewaiter.model.EvidenceKind;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.Json.JsonArray;
import org.tidewaiter.model.json.Json.JsonObject;
import org.tidewaiter.model.json.Json.JsonString;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.key.VerificationKey;
import org.tidewaiter.signing.key.WrittenKey;
import org.tidewaiter.signing.statement.PredicateTypes;
import org.tidewaiter.signing.syntax.Part;
import org.tidewaiter.signing.syntax.YamlTree;

/// A charter as people edit it, in YAML. Nobody trusts it; what is signed is made of it. A key or a
/// certificate may be `file: NAME` there, and the time of issue may be left to who signs first.
public final class CharterDraft {
    public static final int MAX_BYTES = 1 << 20;

    private static final Map<String, String> COMMENTS =
            Map.of(
                    "name",
                    """
                    A charter: who may say what about images, and what must have been said before an
                    image may go to a stage. 'tidewaiter charter check' reads this draft, and
                    'tidewaiter charter sign' makes the signed charter of it.\
                    """,
                    "expires",
                    "From then on nobody is believed by this charter, unless there is a newer one.",
                    "owners",
                    "Who may change this charter, and how many of them must sign a change.",
                    "holders",
                    """
                    Who signs: people and programs, each with the keys that are its own. A key is PEM,
                    or 'file: NAME'.\
                    """,
                    "roles",
                    """
                    Who may say what. 'says' has kinds of evidence (signature, provenance, scan, vex,
                    test-result, ...); one of them is enough. 'threshold' is how many different holders
                    must have said it.\
                    """,
                    "stages",
                    """
                    Where images go, and the roles that must all have spoken before. 'certifier' is the
                    role that then clears an image for the stage.\
                    """,
                    "revocations",
                    "Who is not believed any more, and from when on.");

    /// What is signed in a role and is no evidence about an image.
    private static final Set<String> PAPERS = Set.of("waiver");

    private CharterDraft() {}

    /// @param utf8 at most one byte more than [#MAX_BYTES]
    /// @param issued counts where the draft does not say it
    /// @throws RefusedException if no charter may be so
    public static Charter read(byte[] utf8, KeySource files, Instant issued)
            throws RefusedException {
        if (utf8.length > MAX_BYTES) {
            throw new RefusedException(
                    Refusal.CHARTER_TOO_LARGE,
                    "a draft of more than %d bytes".formatted(MAX_BYTES));
        }
        var draft = YamlTree.read(text(utf8));
        var charter = new CharterReader(Optional.of(files)).read(dated(draft, issued));
        requireKnownKinds(charter);
        return charter;
    }

    private static String text(byte[] utf8) throws RefusedException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
        } catch (CharacterCodingException _) {
            throw new RefusedException(Refusal.MALFORMED_YAML, "it is not in UTF-8");
        }
    }

    private static Part dated(Part draft, Instant issued) {
        if (draft.has("issued")) {
            return draft;
        }
        var members = new LinkedHashMap<>(draft.json().members());
        members.put("issued", new JsonString(issued.truncatedTo(ChronoUnit.SECONDS).toString()));
        return new Part("", new JsonObject(members));
    }

    /// Here and not for what is signed, since later programs may know more.
    private static void requireKnownKinds(Charter charter) throws RefusedException {
        for (var each : charter.roles().entrySet()) {
            for (var one : each.getValue().says()) {
                if (!one.contains(":") && PredicateTypes.named(one).isEmpty() && !isKind(one)) {
                    throw new RefusedException(
                            Refusal.CHARTER_TEXT,
                            "roles.%s.says: there is no kind of evidence '%s'"
                                    .formatted(each.getKey(), one));
                }
            }
        }
    }

    private static boolean isKind(String word) {
        return PAPERS.contains(word)
                || Arrays.stream(EvidenceKind.values())
                        .anyMatch(kind ->
                                kind.name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', '-')
                                        .equals(word));
    }

    /// @param files the names by which keys are given; the others are PEM
    public static String write(Charter charter, Map<VerificationKey, String> files) {
        return YamlText.of(json(charter, files), COMMENTS);
    }

    /// Like [#write], with the time of issue left to who signs first.
    public static String unissued(Charter charter, Map<VerificationKey, String> files) {
        var members = new LinkedHashMap<>(json(charter, files).members());
        members.remove("issued");
        return YamlText.of(new JsonObject(members), COMMENTS);
    }

    /// Of the version that follows the newest, and is the same yet.
    public static String ofNext(SignedCharter base) {
        return unissued(base.successor(), Map.of());
    }

    private static JsonObject json(Charter charter, Map<VerificationKey, String> files) {
        var names = new LinkedHashMap<Json, Json>();
        files.forEach((key, file) ->
                names.put(
                        new JsonString(
                                new String(WrittenKey.ofPublic(key), StandardCharsets.US_ASCII)),
                        new JsonObject(Map.of("file", new JsonString(file)))));
        return (JsonObject) replaced(CharterWriter.write(charter), names);
    }

    private static Json replaced(Json json, Map<Json, Json> names) {
        return switch (json) {
            case JsonObject(var members) -> {
                var changed = new LinkedHashMap<String, Json>();
                members.forEach((name, value) -> changed.put(name, replaced(value, names)));
                yield new JsonObject(changed);
            }
            case JsonArray array -> {
                List<Json> changed = new ArrayList<>();
                array.items().forEach(item -> changed.add(replaced(item, names)));
                yield new JsonArray(changed);
            }
            default -> names.getOrDefault(json, json);
        };
    }
}
