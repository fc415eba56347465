package org.tidewaiter.signing.charter;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.json.Json.JsonArray;
import org.tidewaiter.model.json.Json.JsonString;
import org.tidewaiter.signing.certificate.CertificateFile;
import org.tidewaiter.signing.certificate.MalformedCertificateException;
import org.tidewaiter.signing.charter.Holder.Identity;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.key.PublicKeyFile;
import org.tidewaiter.signing.key.UnusableKeyException;
import org.tidewaiter.signing.key.VerificationKey;
import org.tidewaiter.signing.syntax.Part;

/// Reads charters from their members. Parts that may be left out have what is usual, which the
/// canonical form writes all the same.
final class CharterReader {
    private static final int MAX_KEYS = 10_000;
    private static final Pattern INSTANT =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private final Optional<KeySource> files;

    /// By how they are written: most versions of a charter have the same.
    private final Map<String, VerificationKey> known = new HashMap<>();

    /// @param files nothing where no file may be named
    CharterReader(Optional<KeySource> files) {
        this.files = files;
    }

    Charter read(Part json) throws RefusedException {
        json.only(
                "name",
                "version",
                "issued",
                "expires",
                "previous",
                "owners",
                "holders",
                "groups",
                "authorities",
                "roles",
                "stages",
                "revocations");
        var charter =
                new Charter(
                        json.text("name"),
                        json.optionalCount("version").orElseThrow(() -> missing(json, "version")),
                        time(json, "issued"),
                        time(json, "expires"),
                        previous(json),
                        owners(json.object("owners")),
                        holders(json),
                        groups(json),
                        authorities(json),
                        roles(json),
                        stages(json),
                        revocations(json));
        CharterRules.require(charter);
        return charter;
    }

    private static RefusedException missing(Part json, String name) {
        return new RefusedException(Refusal.MISSING_PART, json.at(name));
    }

    private static Optional<Digest> previous(Part json) throws RefusedException {
        var text = json.optionalText("previous");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var digest = Digest.parse(text.get()).filter(one -> one.algorithm().equals("sha256"));
        if (digest.isEmpty()) {
            throw new RefusedException(Refusal.MALFORMED_DIGEST, json.at("previous"));
        }
        return digest;
    }

    private static Charter.Owners owners(Part json) throws RefusedException {
        json.only("holders", "threshold");
        return new Charter.Owners(names(json, "holders"), threshold(json));
    }

    private static int threshold(Part json) throws RefusedException {
        return json.optionalCount("threshold").orElse(1);
    }

    /// Each once.
    private static SortedSet<String> names(Part json, String name) throws RefusedException {
        var names = new TreeSet<String>();
        for (var text : json.texts(name)) {
            if (!names.add(text)) {
                throw new RefusedException(
                        Refusal.WRONG_PART, "%s has '%s' twice".formatted(json.at(name), text));
            }
        }
        return names;
    }

    private SortedMap<String, Holder> holders(Part json) throws RefusedException {
        var holders = new TreeMap<String, Holder>();
        for (var each : json.named("holders").entrySet()) {
            var holder = each.getValue().only("keys", "identities");
            holders.put(each.getKey(), new Holder(keys(holder), identities(holder)));
        }
        return holders;
    }

    private List<VerificationKey> keys(Part json) throws RefusedException {
        var keys = new ArrayList<VerificationKey>();
        for (var one : items(json, "keys")) {
            keys.addAll(
                    switch (one) {
                        case Item.Text(var pem, var where) -> List.of(key(pem, where));
                        case Item.File(var file, var where) -> source(where).keys(file, where);
                    });
        }
        return keys;
    }

    /// What a list of keys or certificates has.
    private sealed interface Item {
        record Text(String pem, String where) implements Item {}

        record File(String name, String where) implements Item {}
    }

    private static List<Item> items(Part json, String name) throws RefusedException {
        if (!json.has(name)) {
            return List.of();
        }
        if (!(json.json().get(name) instanceof JsonArray(var values))) {
            throw new RefusedException(Refusal.WRONG_PART, json.at(name) + " is no list");
        }
        var items = new ArrayList<Item>();
        for (var value : values) {
            var where = "%s[%d]".formatted(json.at(name), items.size());
            items.add(
                    value instanceof JsonString(var pem)
                            ? new Item.Text(pem, where)
                            : new Item.File(
                                    Part.of(where, value).only("file").text("file"), where));
        }
        return items;
    }

    private KeySource source(String where) throws RefusedException {
        return files.orElseThrow(
                () -> new RefusedException(Refusal.WRONG_PART, where + " names a file"));
    }

    private VerificationKey key(String pem, String where) throws RefusedException {
        var before = known.get(pem);
        if (before != null) {
            return before;
        }
        if (known.size() == MAX_KEYS) {
            throw new RefusedException(
                    Refusal.CHARTER_TOO_LARGE, "more than %d keys".formatted(MAX_KEYS));
        }
        try {
            var keys = PublicKeyFile.read(pem.getBytes(StandardCharsets.UTF_8));
            if (keys.size() != 1) {
                throw new RefusedException(
                        Refusal.CHARTER_KEY, where + " is more than one; make each an item");
            }
            known.put(pem, keys.getFirst());
            return keys.getFirst();
        } catch (UnusableKeyException e) {
            throw new RefusedException(
                    Refusal.CHARTER_KEY, "%s: %s".formatted(where, e.getMessage()));
        }
    }

    private static List<Identity> identities(Part json) throws RefusedException {
        var identities = new ArrayList<Identity>();
        for (var one : json.objects("identities")) {
            one.only("authority", "name", "pattern", "provider");
            identities.add(
                    new Identity(
                            one.text("authority"),
                            one.text("name"),
                            one.truth("pattern"),
                            one.optionalText("provider").orElse("")));
        }
        return identities;
    }

    private static SortedMap<String, SortedSet<String>> groups(Part json) throws RefusedException {
        var groups = new TreeMap<String, SortedSet<String>>();
        var all = json.optionalObject("groups");
        if (all.isPresent()) {
            for (var name : all.get().json().members().keySet()) {
                groups.put(name, names(all.get(), name));
            }
        }
        return groups;
    }

    private SortedMap<String, Authority> authorities(Part json) throws RefusedException {
        var authorities = new TreeMap<String, Authority>();
        for (var each : json.named("authorities").entrySet()) {
            var one = each.getValue().only("certificates");
            var certificates = new ArrayList<byte[]>();
            for (var item : items(one, "certificates")) {
                certificates.addAll(
                        switch (item) {
                            case Item.Text(var pem, var where) -> List.of(certificate(pem, where));
                            case Item.File(var file, var where) ->
                                    source(where).certificates(file, where);
                        });
            }
            authorities.put(each.getKey(), new Authority(certificates));
        }
        return authorities;
    }

    private static byte[] certificate(String pem, String where) throws RefusedException {
        try {
            var certificates = CertificateFile.read(pem.getBytes(StandardCharsets.UTF_8));
            if (certificates.size() == 1) {
                return certificates.getFirst().encoded();
            }
            throw new RefusedException(
                    Refusal.CHARTER_CERTIFICATE, where + " is more than one; make each an item");
        } catch (MalformedCertificateException e) {
            throw new RefusedException(
                    Refusal.CHARTER_CERTIFICATE, "%s: %s".formatted(where, e.getMessage()));
        }
    }

    private static SortedMap<String, Role> roles(Part json) throws RefusedException {
        var roles = new TreeMap<String, Role>();
        for (var each : json.named("roles").entrySet()) {
            var role =
                    each.getValue()
                            .only(
                                    "holders",
                                    "threshold",
                                    "says",
                                    "repositories",
                                    "apart-from",
                                    "from",
                                    "until");
            roles.put(
                    each.getKey(),
                    new Role(
                            names(role, "holders"),
                            threshold(role),
                            names(role, "says"),
                            List.copyOf(names(role, "repositories")),
                            names(role, "apart-from"),
                            optionalTime(role, "from"),
                            optionalTime(role, "until")));
        }
        return roles;
    }

    private static SortedMap<String, Stage> stages(Part json) throws RefusedException {
        var stages = new TreeMap<String, Stage>();
        for (var each : json.named("stages").entrySet()) {
            var stage = each.getValue().only("roles", "covers", "certifier");
            stages.put(
                    each.getKey(),
                    new Stage(
                            names(stage, "roles"),
                            word(stage, "covers", Stage.Covers.values(), Stage.Covers.EITHER),
                            stage.optionalText("certifier")));
        }
        return stages;
    }

    private static List<Revocation> revocations(Part json) throws RefusedException {
        var revocations = new ArrayList<Revocation>();
        for (var one : json.objects("revocations")) {
            one.only("target", "value", "from", "reason");
            one.text("target");
            revocations.add(
                    new Revocation(
                            word(
                                    one,
                                    "target",
                                    Revocation.Target.values(),
                                    Revocation.Target.HOLDER),
                            one.text("value"),
                            time(one, "from"),
                            one.optionalText("reason").orElse("")));
        }
        return revocations;
    }

    private static <T extends Enum<T>> T word(Part json, String name, T[] words, T usual)
            throws RefusedException {
        var text = json.optionalText(name);
        if (text.isEmpty()) {
            return usual;
        }
        return Arrays.stream(words)
                .filter(one -> label(one).equals(text.get()))
                .findFirst()
                .orElseThrow(() ->
                        new RefusedException(
                                Refusal.WRONG_PART,
                                "%s is none of %s"
                                        .formatted(
                                                json.at(name),
                                                String.join(
                                                        ", ",
                                                        Arrays.stream(words)
                                                                .map(CharterReader::label)
                                                                .toList()))));
    }

    static String label(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    private static Instant time(Part json, String name) throws RefusedException {
        return optionalTime(json, name).orElseThrow(() -> missing(json, name));
    }

    /// To the second, in UTC; a day is its first second.
    private static Optional<Instant> optionalTime(Part json, String name) throws RefusedException {
        var text = json.optionalText(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (INSTANT.matcher(text.get()).matches()) {
                return Optional.of(Instant.parse(text.get()));
            }
            if (DATE.matcher(text.get()).matches()) {
                return Optional.of(
                        LocalDate.parse(text.get()).atStartOfDay(ZoneOffset.UTC).toInstant());
            }
        } catch (DateTimeException _) {
            // told below
        }
        throw new RefusedException(
                Refusal.CHARTER_TIMES,
                "%s is no time like 2026-12-31T23:59:59Z".formatted(json.at(name)));
    }
}
