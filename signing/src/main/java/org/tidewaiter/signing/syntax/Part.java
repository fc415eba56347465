package org.tidewaiter.signing.syntax;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.Json.JsonArray;
import org.tidewaiter.model.json.Json.JsonBoolean;
import org.tidewaiter.model.json.Json.JsonNull;
import org.tidewaiter.model.json.Json.JsonObject;
import org.tidewaiter.model.json.Json.JsonString;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.model.json.MalformedJsonException;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;

/// An object in a JSON document, of which every member that is read must be what it should be. A
/// member that is null is not there.
///
/// @param path in the document, for what is said of it; empty for the document itself
public record Part(String path, JsonObject json) {
    private static final int MAX_VALUES = 100_000;
    private static final Pattern TIME =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z");

    /// @throws RefusedException if it is not exactly one JSON object, or a name stands twice in an
    ///   object of it
    public static Part document(byte[] utf8) throws RefusedException {
        if (utf8.length > 0 && utf8[0] == (byte) 0xef) {
            throw new RefusedException(Refusal.MALFORMED_JSON, "it begins with a byte order mark");
        }
        try {
            return of("", JsonReader.read(utf8));
        } catch (MalformedJsonException e) {
            throw new RefusedException(Refusal.MALFORMED_JSON, String.valueOf(e.getMessage()));
        }
    }

    /// Like [#document], of what nobody is known to have signed: with many values it is refused
    /// before it takes memory. Base64 has none of the letters that values are told by.
    public static Part envelope(byte[] utf8) throws RefusedException {
        int values = 0;
        for (byte letter : utf8) {
            if (letter == ',' || letter == '[' || letter == '{') {
                values++;
            }
        }
        if (values > MAX_VALUES) {
            throw new RefusedException(
                    Refusal.TOO_LARGE, "more than %d values".formatted(MAX_VALUES));
        }
        return document(utf8);
    }

    /// @throws RefusedException if it is no object
    public static Part of(String path, Json json) throws RefusedException {
        if (json instanceof JsonObject object) {
            return new Part(path, object);
        }
        throw new RefusedException(
                Refusal.WRONG_PART, path.isEmpty() ? "it is no object" : path + " is no object");
    }

    /// No other members than these.
    public Part only(String... names) throws RefusedException {
        var known = Set.of(names);
        tellApart(known);
        for (var name : json.members().keySet()) {
            if (!known.contains(name)) {
                throw new RefusedException(Refusal.UNKNOWN_PART, at(name));
            }
        }
        return this;
    }

    /// Others may be there, but none that differs from one of these only in capital letters: some
    /// readers take that for the same.
    public Part knowing(String... names) throws RefusedException {
        tellApart(Set.of(names));
        return this;
    }

    private void tellApart(Set<String> known) throws RefusedException {
        var folded = known.stream().map(Part::folded).collect(Collectors.toSet());
        for (var name : json.members().keySet()) {
            if (!known.contains(name) && folded.contains(folded(name))) {
                throw new RefusedException(Refusal.AMBIGUOUS_NAME, at(name));
            }
        }
    }

    /// As Go's readers do: the long s is an s, and the sign for Kelvin a k.
    private static String folded(String name) {
        return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    public boolean has(String name) {
        return !(json.get(name) instanceof JsonNull);
    }

    /// @throws RefusedException if it is not there, or no text
    public String text(String name) throws RefusedException {
        return optionalText(name).orElseThrow(() -> missing(name));
    }

    /// @throws RefusedException if it is no text
    public Optional<String> optionalText(String name) throws RefusedException {
        return switch (json.get(name)) {
            case JsonNull() -> Optional.empty();
            case JsonString(var text) -> Optional.of(text);
            default -> throw new RefusedException(Refusal.WRONG_PART, at(name) + " is no text");
        };
    }

    /// @throws RefusedException if it is not there, or no object
    public Part object(String name) throws RefusedException {
        return optionalObject(name).orElseThrow(() -> missing(name));
    }

    /// @throws RefusedException if it is no object
    public Optional<Part> optionalObject(String name) throws RefusedException {
        return has(name) ? Optional.of(of(at(name), json.get(name))) : Optional.empty();
    }

    /// @return no items where it is not there
    /// @throws RefusedException if it is no array, or an item of it no object
    public List<Part> objects(String name) throws RefusedException {
        if (!has(name)) {
            return List.of();
        }
        if (!(json.get(name) instanceof JsonArray(var items))) {
            throw new RefusedException(Refusal.WRONG_PART, at(name) + " is no list");
        }
        var parts = new ArrayList<Part>();
        for (var item : items) {
            parts.add(of("%s[%d]".formatted(at(name), parts.size()), item));
        }
        return parts;
    }

    /// The members, each an object, by their names in the order of the document.
    ///
    /// @return none where it is not there
    /// @throws RefusedException if it is no object, or a member of it none
    public Map<String, Part> named(String name) throws RefusedException {
        var parts = new LinkedHashMap<String, Part>();
        var whole = optionalObject(name);
        if (whole.isPresent()) {
            for (var member : whole.get().json.members().keySet()) {
                parts.put(member, whole.get().object(member));
            }
        }
        return parts;
    }

    /// @return none where it is not there
    /// @throws RefusedException if it is no array, or an item of it no text
    public List<String> texts(String name) throws RefusedException {
        if (!has(name)) {
            return List.of();
        }
        if (!(json.get(name) instanceof JsonArray(var items))) {
            throw new RefusedException(Refusal.WRONG_PART, at(name) + " is no list");
        }
        var texts = new ArrayList<String>();
        for (var item : items) {
            if (!(item instanceof JsonString(var text))) {
                throw new RefusedException(
                        Refusal.WRONG_PART, "%s[%d] is no text".formatted(at(name), texts.size()));
            }
            texts.add(text);
        }
        return texts;
    }

    /// @throws RefusedException if it is not whole, or less than zero, or has more than 31 bits
    public Optional<Integer> optionalCount(String name) throws RefusedException {
        if (!has(name)) {
            return Optional.empty();
        }
        var number = json.get(name).wholeNumber();
        if (number.isEmpty() || number.get() < 0 || number.get() > Integer.MAX_VALUE) {
            throw new RefusedException(Refusal.WRONG_PART, at(name) + " is no count");
        }
        return number.map(Math::toIntExact);
    }

    /// @throws RefusedException if it is not there, or no count
    public int count(String name) throws RefusedException {
        return optionalCount(name).orElseThrow(() -> missing(name));
    }

    /// @throws RefusedException if it is not there, or no SHA-256
    public Digest digest(String name) throws RefusedException {
        return optionalDigest(name).orElseThrow(() -> missing(name));
    }

    /// @throws RefusedException if it is no SHA-256
    public Optional<Digest> optionalDigest(String name) throws RefusedException {
        var text = optionalText(name);
        return text.isEmpty() ? Optional.empty() : Optional.of(sha256(text.get(), at(name)));
    }

    /// @return none where it is not there
    /// @throws RefusedException if an item is no SHA-256, or there twice
    public SortedSet<Digest> digests(String name) throws RefusedException {
        var digests = new TreeSet<Digest>();
        for (var text : texts(name)) {
            if (!digests.add(sha256(text, at(name)))) {
                throw new RefusedException(Refusal.WRONG_PART, at(name) + " has one twice");
            }
        }
        return digests;
    }

    private static Digest sha256(String text, String where) throws RefusedException {
        return Digest.parse(text)
                .filter(one -> one.algorithm().equals("sha256"))
                .orElseThrow(() -> new RefusedException(Refusal.MALFORMED_DIGEST, where));
    }

    /// To the second, in UTC.
    ///
    /// @throws RefusedException if it is not there, or no time like `2026-12-31T23:59:59Z`
    public Instant time(String name) throws RefusedException {
        var text = text(name);
        try {
            if (TIME.matcher(text).matches()) {
                return Instant.parse(text);
            }
        } catch (DateTimeParseException _) {
            // told below
        }
        throw new RefusedException(
                Refusal.WRONG_PART, at(name) + " is no time like 2026-12-31T23:59:59Z");
    }

    /// @return false where it is not there
    /// @throws RefusedException if it is neither true nor false
    public boolean truth(String name) throws RefusedException {
        return switch (json.get(name)) {
            case JsonNull() -> false;
            case JsonBoolean(var truth) -> truth;
            default ->
                    throw new RefusedException(
                            Refusal.WRONG_PART, at(name) + " is neither true nor false");
        };
    }

    /// @throws RefusedException if it is not there, or not written as [Base64Text] has it
    public byte[] base64(String name) throws RefusedException {
        return Base64Text.decode(text(name), at(name));
    }

    /// The path of a member.
    public String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private RefusedException missing(String name) {
        return new RefusedException(Refusal.MISSING_PART, at(name));
    }
}
