package org.tidewaiter.inventory.bill;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.model.Purl;

/// Names of products of the National Vulnerability Database, by which a bill can name what has no
/// package URL: `cpe:2.3:a:busybox:busybox:1.36.1:*:*:*:*:*:*:*`, or
/// `cpe:/a:busybox:busybox:1.36.1`.
///
/// @see "NISTIR 7695, Common Platform Enumeration: Naming 2.3"
final class Cpe {
    /// A backslash takes the meaning from the character after it.
    private static final Pattern PARTS =
            Pattern.compile(
                    "(?:cpe:2\\.3:[ao]|(?i:cpe:/[ao])):(?:\\\\.|[^:\\\\])*+"
                            + ":(?<product>(?:\\\\.|[^:\\\\])++)(?::(?<version>(?:\\\\.|[^:\\\\])*+)"
                            + "(?::(?<update>(?:\\\\.|[^:\\\\])*+).*)?)?");

    /// The whole of a name, in characters that names are made of.
    private static final Pattern NAME =
            Pattern.compile(
                    "cpe:2\\.3:[aho*-](?::(?:\\\\[!-~]|[!-9;-\\[\\]-~])++){10}"
                            + "|(?i:cpe:/[aho])(?::[!-9;-~]*+){2,6}");

    private static final String SCHEME = "cpe:";
    private static final int MAX_LENGTH = 1000;
    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

    private Cpe() {}

    /// A whole name, so that it can be compared and written again: the scheme, which URIs may have
    /// in capitals, is in lower case.
    ///
    /// @return nothing if the text is no name
    static Optional<String> name(String text) {
        boolean isName = text.length() <= MAX_LENGTH && NAME.matcher(text).matches();
        return isName ? Optional.of(SCHEME + text.substring(SCHEME.length())) : Optional.empty();
    }

    /// @param version as the bill states it; where it does not, the name's is taken
    /// @return nothing without a product and a version
    static Optional<Purl> purl(String name, String version) {
        var parts = PARTS.matcher(name);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var product = plain(parts.group("product"));
        var used = version.isEmpty() ? version(parts) : version;
        return isAny(product) || used.isEmpty()
                ? Optional.empty()
                : Optional.of(Purl.of("generic", "", product, used));
    }

    /// With the update, which names have in a part of its own: `1.0.2:k` is 1.0.2k.
    private static String version(Matcher parts) {
        var version = plain(parts.group("version"));
        var update = plain(parts.group("update"));
        return isAny(version) ? "" : version + (isAny(update) ? "" : update);
    }

    private static boolean isAny(String part) {
        return part.isEmpty() || part.equals("*") || part.equals("-");
    }

    private static String plain(@Nullable String part) {
        return part == null ? "" : ESCAPE.matcher(part).replaceAll("$1");
    }
}
