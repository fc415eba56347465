package org.tidewaiter.signing.containerpolicy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.Json.JsonArray;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.containerpolicy.Requirement.InsecureAcceptAnything;
import org.tidewaiter.signing.containerpolicy.Requirement.NotVerified;
import org.tidewaiter.signing.containerpolicy.Requirement.Reject;
import org.tidewaiter.signing.containerpolicy.Requirement.SignedBy;
import org.tidewaiter.signing.containerpolicy.Requirement.SigstoreSigned;
import org.tidewaiter.signing.lookaside.SignedIdentity;
import org.tidewaiter.signing.syntax.Base64Text;
import org.tidewaiter.signing.syntax.Part;

/// Reads `policy.json`, as strictly as containers/image does and in places more so: null is
/// nothing.
final class PolicyReader {
    private static final Set<String> KEY_TYPES =
            Set.of(SignedBy.KEY_TYPE, "signedByGPGKeys", "X509Certificates", "signedByX509CAs");

    private static final List<String> LOGS =
            List.of(
                    "rekorPublicKeyPath",
                    "rekorPublicKeyPaths",
                    "rekorPublicKeyData",
                    "rekorPublicKeyDatas");

    private PolicyReader() {}

    static ContainerPolicy read(byte[] utf8) throws RefusedException {
        if (utf8.length > ContainerPolicy.MAX_BYTES) {
            throw new RefusedException(
                    Refusal.TOO_LARGE, "more than %d bytes".formatted(ContainerPolicy.MAX_BYTES));
        }
        var policy = Part.envelope(utf8).only("default", "transports");
        var transports = new TreeMap<String, SortedMap<String, List<Requirement>>>();
        var stated = policy.optionalObject("transports");
        if (stated.isPresent()) {
            for (var transport : stated.get().json().members().keySet()) {
                transports.put(transport, sections(stated.get().object(transport)));
            }
        }
        return new ContainerPolicy(section(policy, "default"), transports);
    }

    private static SortedMap<String, List<Requirement>> sections(Part transport)
            throws RefusedException {
        var sections = new TreeMap<String, List<Requirement>>();
        for (var scope : transport.json().members().keySet()) {
            sections.put(scope, section(transport, scope));
        }
        return sections;
    }

    private static List<Requirement> section(Part in, String name) throws RefusedException {
        var requirements = new ArrayList<Requirement>();
        for (var part : in.objects(name)) {
            requirements.add(requirement(part));
        }
        if (requirements.isEmpty()) {
            throw new RefusedException(Refusal.MISSING_PART, in.at(name));
        }
        return requirements;
    }

    private static Requirement requirement(Part part) throws RefusedException {
        var type = part.text("type");
        return switch (type) {
            case InsecureAcceptAnything.TYPE -> {
                part.only("type");
                yield new InsecureAcceptAnything();
            }
            case Reject.TYPE -> {
                part.only("type");
                yield new Reject();
            }
            case SignedBy.TYPE -> signedBy(part);
            case SigstoreSigned.TYPE -> sigstoreSigned(part);
            case "signedBaseLayer" -> {
                part.only("type", "baseLayerIdentity");
                identity(part.object("baseLayerIdentity"));
                yield new NotVerified(type, "who signed a base layer is not known", part.json());
            }
            default -> throw wrong(part, "type", "'%s' is no requirement".formatted(type));
        };
    }

    private static Requirement signedBy(Part part) throws RefusedException {
        part.only("type", "keyType", "keyPath", "keyPaths", "keyData", "signedIdentity");
        var keyType = part.text("keyType");
        if (!KEY_TYPES.contains(keyType)) {
            throw wrong(part, "keyType", "'%s' is no kind of key".formatted(keyType));
        }
        var keys = keys(part, one(part, "keyPath", "keyPaths", "keyData"));
        var identity = signedIdentity(part);
        return keyType.equals(SignedBy.KEY_TYPE)
                ? new SignedBy(keys, identity)
                : new NotVerified(
                        SignedBy.TYPE,
                        "keys of the type %s are not read".formatted(keyType),
                        part.json());
    }

    private static Requirement sigstoreSigned(Part part) throws RefusedException {
        part.only(
                "type",
                "keyPath",
                "keyPaths",
                "keyData",
                "keyDatas",
                "fulcio",
                "pki",
                "rekorPublicKeyPath",
                "rekorPublicKeyPaths",
                "rekorPublicKeyData",
                "rekorPublicKeyDatas",
                "signedIdentity");
        var source = one(part, "keyPath", "keyPaths", "keyData", "keyDatas", "fulcio", "pki");
        var identity = signedIdentity(part);
        var logs = LOGS.stream().filter(part.json()::has).toList();
        if (!logs.isEmpty()) {
            keys(part, one(part, LOGS.toArray(String[]::new)));
        }
        return switch (source) {
            case "fulcio" -> {
                checkFulcio(part.object(source));
                if (logs.isEmpty()) {
                    throw new RefusedException(Refusal.MISSING_PART, part.at(LOGS.getFirst()));
                }
                yield notVerified("certificates of Fulcio are not verified", part);
            }
            case "pki" -> {
                checkPki(part.object(source));
                yield notVerified("certificates are not verified for a policy", part);
            }
            default -> {
                var keys = keys(part, source);
                yield logs.isEmpty()
                        ? new SigstoreSigned(keys, identity)
                        : notVerified("transparency logs are not verified", part);
            }
        };
    }

    private static NotVerified notVerified(String why, Part part) {
        return new NotVerified(SigstoreSigned.TYPE, why, part.json());
    }

    private static void checkFulcio(Part fulcio) throws RefusedException {
        fulcio.only("caPath", "caData", "oidcIssuer", "subjectEmail");
        keys(fulcio, one(fulcio, "caPath", "caData"));
        filled(fulcio, "oidcIssuer");
        filled(fulcio, "subjectEmail");
    }

    private static void checkPki(Part pki) throws RefusedException {
        pki.only(
                "caRootsPath",
                "caRootsData",
                "caIntermediatesPath",
                "caIntermediatesData",
                "subjectEmail",
                "subjectHostname");
        keys(pki, one(pki, "caRootsPath", "caRootsData"));
        if (pki.has("caIntermediatesPath") || pki.has("caIntermediatesData")) {
            keys(pki, one(pki, "caIntermediatesPath", "caIntermediatesData"));
        }
        for (var subject : List.of("subjectEmail", "subjectHostname")) {
            if (pki.json().has(subject)) {
                filled(pki, subject);
            }
        }
        if (!pki.has("subjectEmail") && !pki.has("subjectHostname")) {
            throw new RefusedException(Refusal.MISSING_PART, pki.at("subjectEmail"));
        }
    }

    /// Which one of several members is there; there must be exactly one.
    private static String one(Part part, String... names) throws RefusedException {
        var there = Arrays.stream(names).filter(part.json()::has).toList();
        if (there.isEmpty()) {
            throw new RefusedException(Refusal.MISSING_PART, part.at(String.join(" or ", names)));
        }
        if (there.size() > 1) {
            throw wrong(part, there.get(1), "stands beside " + there.getFirst());
        }
        return there.getFirst();
    }

    private static KeySource keys(Part part, String name) throws RefusedException {
        if (name.endsWith("Path")) {
            return new KeySource.Files(List.of(filled(part, name)));
        }
        if (name.endsWith("Data")) {
            return new KeySource.Data(List.of(part.base64(name)));
        }
        var texts = texts(part, name);
        if (name.endsWith("Paths")) {
            return new KeySource.Files(texts);
        }
        var data = new ArrayList<byte[]>();
        for (var text : texts) {
            data.add(Base64Text.decode(text, part.at(name)));
        }
        return new KeySource.Data(data);
    }

    private static String filled(Part part, String name) throws RefusedException {
        var text = part.text(name);
        if (text.isEmpty()) {
            throw wrong(part, name, "is empty");
        }
        return text;
    }

    private static List<String> texts(Part part, String name) throws RefusedException {
        if (!(part.json().get(name) instanceof JsonArray(var items)) || items.isEmpty()) {
            throw wrong(part, name, "is no list of texts");
        }
        var texts = items.stream().map(Json::text).toList();
        if (texts.stream().anyMatch(one -> one.filter(it -> !it.isEmpty()).isEmpty())) {
            throw wrong(part, name, "has something that is no text");
        }
        return texts.stream().flatMap(one -> one.stream()).toList();
    }

    private static SignedIdentity signedIdentity(Part part) throws RefusedException {
        return part.json().has("signedIdentity")
                ? identity(part.object("signedIdentity"))
                : SignedIdentity.standard();
    }

    private static SignedIdentity identity(Part part) throws RefusedException {
        var type = part.text("type");
        return switch (type) {
            case "matchExact" -> plain(part, new SignedIdentity.MatchExact());
            case "matchRepoDigestOrExact" ->
                    plain(part, new SignedIdentity.MatchRepoDigestOrExact());
            case "matchRepository" -> plain(part, new SignedIdentity.MatchRepository());
            case "exactReference" -> {
                var name = part.only("type", "dockerReference").text("dockerReference");
                yield made(part, () -> new SignedIdentity.ExactReference(name));
            }
            case "exactRepository" -> {
                var name = part.only("type", "dockerRepository").text("dockerRepository");
                yield made(part, () -> new SignedIdentity.ExactRepository(name));
            }
            case "remapIdentity" -> {
                part.only("type", "prefix", "signedPrefix");
                var prefix = part.text("prefix");
                var signedPrefix = part.text("signedPrefix");
                yield made(part, () -> new SignedIdentity.RemapIdentity(prefix, signedPrefix));
            }
            default -> throw wrong(part, "type", "'%s' is no kind of identity".formatted(type));
        };
    }

    private static SignedIdentity plain(Part part, SignedIdentity identity)
            throws RefusedException {
        part.only("type");
        return identity;
    }

    private static SignedIdentity made(Part part, Supplier<SignedIdentity> identity)
            throws RefusedException {
        try {
            return identity.get();
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    Refusal.WRONG_PART, "%s: %s".formatted(part.path(), e.getMessage()));
        }
    }

    private static RefusedException wrong(Part part, String name, String why) {
        return new RefusedException(Refusal.WRONG_PART, "%s: %s".formatted(part.at(name), why));
    }
}
