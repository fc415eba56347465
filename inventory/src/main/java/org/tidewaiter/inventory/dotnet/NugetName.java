package org.tidewaiter.inventory.dotnet;

import java.util.Optional;
import java.util.regex.Pattern;
import org.tidewaiter.model.Purl;

/// A NuGet package id. Its case is kept as its author writes it, though NuGet does not tell names
/// apart by it.
final class NugetName {
    private static final Pattern ID = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}._-]{0,199}+");

    private NugetName() {}

    /// @return nothing if there can be no such package, or the version is missing
    static Optional<Purl> purl(String id, String version) {
        return ID.matcher(id).matches() && !version.isBlank()
                ? Optional.of(Purl.of("nuget", "", id, version))
                : Optional.empty();
    }

    /// @param key `ID/VERSION`
    static Optional<Purl> purl(String key) {
        int slash = key.indexOf('/');
        return slash < 0
                ? Optional.empty()
                : purl(key.substring(0, slash), key.substring(slash + 1));
    }
}
