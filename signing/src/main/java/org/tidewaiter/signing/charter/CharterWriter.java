package org.tidewaiter.signing.charter;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.Json.JsonArray;
import org.tidewaiter.model.json.Json.JsonBoolean;
import org.tidewaiter.model.json.Json.JsonNumber;
import org.tidewaiter.model.json.Json.JsonObject;
import org.tidewaiter.model.json.Json.JsonString;
import org.tidewaiter.signing.key.PemBlock;
import org.tidewaiter.signing.key.WrittenKey;

/// A charter as its members, in an order for people. What is empty is left out; what has a usual
/// value is there.
final class CharterWriter {
    private CharterWriter() {}

    static JsonObject write(Charter charter) {
        var members = new Members();
        members.put("name", charter.name());
        members.put("version", charter.version());
        members.put("issued", charter.issued().toString());
        members.put("expires", charter.expires().toString());
        charter.previous().ifPresent(digest -> members.put("previous", digest.toString()));
        members.put("owners", owners(charter.owners()));
        members.put("holders", named(charter.holders(), CharterWriter::holder));
        members.put("groups", named(charter.groups(), CharterWriter::texts));
        members.put("authorities", named(charter.authorities(), CharterWriter::authority));
        members.put("roles", named(charter.roles(), CharterWriter::role));
        members.put("stages", named(charter.stages(), CharterWriter::stage));
        members.put("revocations", list(charter.revocations(), CharterWriter::revocation));
        return members.object();
    }

    /// An object in the making.
    private static final class Members {
        private final Map<String, Json> members = new LinkedHashMap<>();

        void put(String name, String text) {
            members.put(name, new JsonString(text));
        }

        void put(String name, int number) {
            members.put(name, new JsonNumber(BigDecimal.valueOf(number)));
        }

        /// Unless it is empty.
        void put(String name, Json value) {
            if (!value.items().isEmpty() || !value.members().isEmpty()) {
                members.put(name, value);
            }
        }

        JsonObject object() {
            return new JsonObject(members);
        }
    }

    private static JsonObject owners(Charter.Owners owners) {
        var members = new Members();
        members.put("holders", texts(owners.holders()));
        members.put("threshold", owners.threshold());
        return members.object();
    }

    private static JsonObject holder(Holder holder) {
        var members = new Members();
        members.put("keys", list(holder.keys(), key -> pem(WrittenKey.ofPublic(key))));
        members.put("identities", list(holder.identities(), CharterWriter::identity));
        return members.object();
    }

    private static JsonObject identity(Holder.Identity identity) {
        var members = new Members();
        members.put("authority", identity.authority());
        members.put("name", identity.name());
        if (identity.pattern()) {
            members.members.put("pattern", new JsonBoolean(true));
        }
        if (!identity.provider().isEmpty()) {
            members.put("provider", identity.provider());
        }
        return members.object();
    }

    private static JsonObject authority(Authority authority) {
        var members = new Members();
        members.put(
                "certificates",
                list(
                        authority.certificates(),
                        one -> pem(new PemBlock("CERTIFICATE", one).bytes())));
        return members.object();
    }

    private static JsonString pem(byte[] ascii) {
        return new JsonString(new String(ascii, StandardCharsets.US_ASCII));
    }

    private static JsonObject role(Role role) {
        var members = new Members();
        members.put("holders", texts(role.holders()));
        members.put("threshold", role.threshold());
        members.put("says", texts(role.says()));
        members.put("repositories", texts(role.repositories()));
        members.put("apart-from", texts(role.apartFrom()));
        role.from().ifPresent(time -> members.put("from", time.toString()));
        role.until().ifPresent(time -> members.put("until", time.toString()));
        return members.object();
    }

    private static JsonObject stage(Stage stage) {
        var members = new Members();
        members.put("roles", texts(stage.roles()));
        members.put("covers", CharterReader.label(stage.covers()));
        stage.certifier().ifPresent(role -> members.put("certifier", role));
        return members.object();
    }

    private static JsonObject revocation(Revocation revocation) {
        var members = new Members();
        members.put("target", CharterReader.label(revocation.target()));
        members.put("value", revocation.value());
        members.put("from", revocation.from().toString());
        if (!revocation.reason().isEmpty()) {
            members.put("reason", revocation.reason());
        }
        return members.object();
    }

    private static JsonArray texts(Collection<String> texts) {
        return list(texts, JsonString::new);
    }

    private static <T> JsonArray list(Collection<T> values, Function<T, Json> form) {
        List<Json> items = values.stream().map(form).toList();
        return new JsonArray(items);
    }

    private static <T> JsonObject named(SortedMap<String, T> values, Function<T, Json> form) {
        var members = new LinkedHashMap<String, Json>();
        values.forEach((name, value) -> members.put(name, form.apply(value)));
        return new JsonObject(members);
    }
}
