package org.tidewaiter.inventory.python;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tidewaiter.model.PackageKey;
import org.tidewaiter.model.Purl;

/// The name of a Python distribution, in the one form that all its spellings share: `Foo_Bar`,
/// `foo.bar` and `foo-bar` are `foo-bar`.
///
/// @see "Python packaging specifications, names and normalization (PEP 503)"
record PythonName(String normalised) {
    private static final int MAX_LENGTH = 200;
    private static final Pattern FORM =
            Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?");
    private static final Pattern SEPARATORS = Pattern.compile("[-_.]+");

    /// @return nothing if the text cannot be the name of a distribution
    static Optional<PythonName> parse(String text) {
        return text.length() <= MAX_LENGTH && FORM.matcher(text).matches()
                ? Optional.of(
                        new PythonName(
                                SEPARATORS.matcher(text).replaceAll("-").toLowerCase(Locale.ROOT)))
                : Optional.empty();
    }

    Purl purl(String version) {
        return Purl.of("pypi", "", normalised, version);
    }

    PackageKey key() {
        return new PackageKey("pypi", normalised, "");
    }
}
