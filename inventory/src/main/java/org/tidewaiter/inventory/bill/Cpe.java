package org.tidewaiter.inventory.bill;

import java.util.Optional;
import java.util.regex.Pattern;
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
                    "cpe:(?:2\\.3:|/)[ao]:(?:\\\\.|[^:\\\\])*+"
                            + ":(?<product>(?:\\\\.|[^:\\\\])++)(?::(?<version>(?:\\\\.|[^:\\\\])*+).*)?");

    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

    private Cpe() {}

    /// @param version where the name has none
    /// @return nothing without a product and a version
    static Optional<Purl> purl(String name, String version) {
        var parts = PARTS.matcher(name);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var product = plain(parts.group("product"));
        var stated = parts.group("version");
        var known = stated == null ? "" : plain(stated);
        var used = known.isEmpty() || known.equals("*") || known.equals("-") ? version : known;
        return product.equals("*") || product.equals("-") || used.isEmpty()
                ? Optional.empty()
                : Optional.of(Purl.of("generic", "", product, used));
    }

    private static String plain(String part) {
        return ESCAPE.matcher(part).replaceAll("$1");
    }
}
