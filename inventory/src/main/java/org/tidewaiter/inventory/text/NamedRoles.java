package org.tidewaiter.inventory.text;

import java.util.regex.Pattern;
import org.tidewaiter.model.PackageRole;

/// How the packages of one package manager are named that are there for something else than to run.
///
/// @param headers regular expressions, matched against the whole name
public record NamedRoles(Pattern headers, Pattern documentation, Pattern debugSymbols) {
    public static NamedRoles of(String headers, String documentation, String debugSymbols) {
        return new NamedRoles(
                Pattern.compile(headers),
                Pattern.compile(documentation),
                Pattern.compile(debugSymbols));
    }

    public PackageRole of(String name) {
        if (headers.matcher(name).matches()) {
            return PackageRole.KERNEL_HEADERS;
        }
        if (debugSymbols.matcher(name).matches()) {
            return PackageRole.DEBUG_SYMBOLS;
        }
        return documentation.matcher(name).matches()
                ? PackageRole.DOCUMENTATION
                : PackageRole.SOFTWARE;
    }
}
