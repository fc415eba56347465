package org.tidewaiter.model;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// A package URL, the name of a package across ecosystems:
/// `pkg:deb/debian/libc6@2.36-9%2Bdeb12u4?arch=amd64`.
///
/// The parts are kept decoded. A part that is absent is the empty string. Names are normalised as
/// the type's definition says where that is a lossless rule of the registry itself (PyPI, Debian,
/// GitHub); Go module paths keep their case, since the module system tells them apart by it.
///
/// @param type lower case, for example `deb`
/// @param namespace segments joined by `/`, without one at either end
/// @param qualifiers sorted by key; keys are lower case, no value is empty
/// @param subpath segments joined by `/`
/// @see "Package-URL specification (ECMA-427)"
public record Purl(
        String type,
        String namespace,
        String name,
        String version,
        SortedMap<String, String> qualifiers,
        String subpath)
        implements Comparable<Purl> {
    private static final Pattern TYPE = Pattern.compile("[a-z.-][a-z0-9.-]*");
    private static final Pattern KEY = Pattern.compile("[a-z._-][a-z0-9._-]*");
    private static final String UNRESERVED = "-._~:";

    private static final Set<String> OF_PACKAGE_MANAGERS =
            Set.of("alpm", "apk", "deb", "ebuild", "opkg", "rpm");

    public Purl {
        type = type.toLowerCase(Locale.ROOT);
        if (!TYPE.matcher(type).matches()) {
            throw new IllegalArgumentException("not a purl type: " + type);
        }
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a purl needs a name");
        }
        switch (type) {
            case "pypi" -> name = name.toLowerCase(Locale.ROOT).replace('_', '-');
            case "deb", "github", "bitbucket" -> {
                namespace = namespace.toLowerCase(Locale.ROOT);
                name = name.toLowerCase(Locale.ROOT);
            }
            case "apk", "rpm", "alpm" -> namespace = namespace.toLowerCase(Locale.ROOT);
            default -> {}
        }
        var kept = new TreeMap<String, String>();
        qualifiers.forEach((key, value) -> {
            var lower = key.toLowerCase(Locale.ROOT);
            if (!KEY.matcher(lower).matches()) {
                throw new IllegalArgumentException("not a purl qualifier: " + key);
            }
            if (!value.isEmpty()) {
                kept.put(lower, value);
            }
        });
        qualifiers = Collections.unmodifiableSortedMap(kept);
    }

    public static Purl of(String type, String namespace, String name, String version) {
        return new Purl(type, namespace, name, version, new TreeMap<>(), "");
    }

    /// @return nothing if the text is not a purl
    public static Optional<Purl> parse(String text) {
        try {
            return Optional.of(parseStrictly(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    public Purl withQualifier(String key, String value) {
        var more = new TreeMap<>(qualifiers);
        more.put(key, value);
        return new Purl(type, namespace, name, version, more, subpath);
    }

    public String qualifier(String key) {
        return qualifiers.getOrDefault(key, "");
    }

    /// Whether packages of the type are a distribution's, whose package manager keeps account of
    /// them in its database: they are listed there, and not where their files are.
    public boolean isKeptInDatabase() {
        return isKeptInDatabase(type);
    }

    /// Whether packages of the type are [#isKeptInDatabase()].
    public static boolean isKeptInDatabase(String type) {
        return OF_PACKAGE_MANAGERS.contains(type);
    }

    /// The name as its ecosystem writes it: `@scope/name` of npm, `group:artifact` of Maven, a
    /// module path of Go; for a distribution's package the plain name.
    public String ecosystemName() {
        if (namespace.isEmpty()) {
            return name;
        }
        return switch (type) {
            case "deb", "apk", "rpm", "alpm", "opkg" -> name;
            case "maven" -> namespace + ":" + name;
            default -> namespace + "/" + name;
        };
    }

    @Override
    public int compareTo(Purl other) {
        return toString().compareTo(other.toString());
    }

    /// The canonical form.
    @Override
    public String toString() {
        var text = new StringBuilder("pkg:").append(type).append('/');
        if (!namespace.isEmpty()) {
            encodeSegments(text, namespace);
            text.append('/');
        }
        encode(text, name, "");
        if (!version.isEmpty()) {
            text.append('@');
            encode(text, version, "");
        }
        char separator = '?';
        for (var qualifier : qualifiers.entrySet()) {
            text.append(separator).append(qualifier.getKey()).append('=');
            encode(text, qualifier.getValue(), "/");
            separator = '&';
        }
        if (!subpath.isEmpty()) {
            text.append('#');
            encodeSegments(text, subpath);
        }
        return text.toString();
    }

    private static Purl parseStrictly(String text) {
        if (!text.regionMatches(true, 0, "pkg:", 0, 4)) {
            throw new IllegalArgumentException("no pkg: scheme");
        }
        var rest = text.substring(4);
        var subpath = "";
        int hash = rest.lastIndexOf('#');
        if (hash >= 0) {
            subpath = decodeSegments(rest.substring(hash + 1), true);
            rest = rest.substring(0, hash);
        }
        var qualifiers = new TreeMap<String, String>();
        int question = rest.lastIndexOf('?');
        if (question >= 0) {
            for (var pair : rest.substring(question + 1).split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals < 0) {
                    throw new IllegalArgumentException("a qualifier without a value");
                }
                var key = pair.substring(0, equals).toLowerCase(Locale.ROOT);
                if (qualifiers.put(key, decode(pair.substring(equals + 1))) != null) {
                    throw new IllegalArgumentException("a qualifier twice");
                }
            }
            rest = rest.substring(0, question);
        }
        rest = stripSlashes(rest);
        int typeEnd = rest.indexOf('/');
        if (typeEnd < 0) {
            throw new IllegalArgumentException("no name");
        }
        var type = rest.substring(0, typeEnd);
        rest = stripSlashes(rest.substring(typeEnd));
        var version = "";
        int at = rest.lastIndexOf('@');
        if (at > 0 && rest.indexOf('/', at) < 0) {
            version = decode(rest.substring(at + 1));
            rest = rest.substring(0, at);
        }
        int nameStart = rest.lastIndexOf('/') + 1;
        var namespace = nameStart == 0 ? "" : decodeSegments(rest.substring(0, nameStart), false);
        return new Purl(
                type, namespace, decode(rest.substring(nameStart)), version, qualifiers, subpath);
    }

    private static String stripSlashes(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && text.charAt(start) == '/') {
            start++;
        }
        while (end > start && text.charAt(end - 1) == '/') {
            end--;
        }
        return text.substring(start, end);
    }

    private static String decodeSegments(String text, boolean dropDots) {
        var joined = new StringBuilder();
        for (var segment : text.split("/", -1)) {
            var decoded = decode(segment);
            if (decoded.isEmpty() || (dropDots && (decoded.equals(".") || decoded.equals("..")))) {
                continue;
            }
            if (!joined.isEmpty()) {
                joined.append('/');
            }
            joined.append(decoded);
        }
        return joined.toString();
    }

    private static void encodeSegments(StringBuilder text, String segments) {
        encode(text, segments, "/");
    }

    private static void encode(StringBuilder text, String part, String alsoPlain) {
        for (byte octet : part.getBytes(StandardCharsets.UTF_8)) {
            char letter = (char) (octet & 0xff);
            if ((letter >= 'a' && letter <= 'z')
                    || (letter >= 'A' && letter <= 'Z')
                    || (letter >= '0' && letter <= '9')
                    || UNRESERVED.indexOf(letter) >= 0
                    || alsoPlain.indexOf(letter) >= 0) {
                text.append(letter);
            } else {
                text.append('%').append("%02X".formatted((int) letter));
            }
        }
    }

    private static String decode(String part) {
        if (part.indexOf('%') < 0) {
            return part;
        }
        var bytes = part.getBytes(StandardCharsets.UTF_8);
        var decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '%') {
                decoded.write(bytes[i]);
                continue;
            }
            if (i + 2 >= bytes.length) {
                throw new IllegalArgumentException("a cut percent-encoding");
            }
            int high = Character.digit(bytes[i + 1], 16);
            int low = Character.digit(bytes[i + 2], 16);
            if (high < 0 || low < 0) {
                throw new IllegalArgumentException("a broken percent-encoding");
            }
            decoded.write(high << 4 | low);
            i += 2;
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }
}
