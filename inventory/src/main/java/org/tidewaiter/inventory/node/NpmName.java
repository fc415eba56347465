package org.tidewaiter.inventory.node;

import java.util.Optional;
import java.util.regex.Pattern;
import org.tidewaiter.model.Purl;

/// The name of an npm package, `name` or `@scope/name`.
///
/// Capitals are kept: packages older than the rule against them still have them, and the registry
/// tells names apart by case.
///
/// @param scope with its `@`; empty where the name has none
record NpmName(String scope, String name) {
    private static final int MAX_LENGTH = 214;
    private static final Pattern FORM =
            Pattern.compile("(?:(@[^\\s/@%\\\\:]+)/)?([^\\s/@%\\\\:][^\\s/@%\\\\:]*)");

    /// @return nothing if the text cannot be the name of a package
    static Optional<NpmName> parse(String text) {
        var form = FORM.matcher(text);
        if (text.length() > MAX_LENGTH || text.startsWith(".") || !form.matches()) {
            return Optional.empty();
        }
        var scope = form.group(1);
        return Optional.of(new NpmName(scope == null ? "" : scope, form.group(2)));
    }

    Purl purl(String version) {
        return Purl.of("npm", scope, name, version);
    }
}
