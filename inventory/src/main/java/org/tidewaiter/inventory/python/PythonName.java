package org.tidewaiter.inventory.python;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tidewaiter.model.PackageKey;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.json.Json;

/// The name of a Python distribution, in the one form that all its spellings share: `Foo_Bar`,
/// `foo.bar` and `foo-bar` are `foo-bar`.
///
/// @see "Python packaging specifications, names and normalization (PEP 503)"
record PythonName(String normalised) {
    private static final int MAX_LENGTH = 200;
    private static final Pattern FORM =
            Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?");
    private static final Pattern AFTER_NAME = Pattern.compile("[^A-Za-z0-9._-].*", Pattern.DOTALL);
    private static final Pattern SEPARATORS = Pattern.compile("[-_.]+");

    /// @return nothing if the text cannot be the name of a distribution
    static Optional<PythonName> parse(String text) {
        return text.length() <= MAX_LENGTH && FORM.matcher(text).matches()
                ? Optional.of(
                        new PythonName(
                                SEPARATORS.matcher(text).replaceAll("-").toLowerCase(Locale.ROOT)))
                : Optional.empty();
    }

    /// The names of what is asked for, `requests[socks]>=2; python_version<"4"`.
    static List<String> ofRequirements(Collection<String> requirements) {
        return requirements.stream()
                .map(one -> AFTER_NAME.matcher(one.strip()).replaceFirst(""))
                .flatMap(name -> parse(name).stream())
                .map(PythonName::normalised)
                .toList();
    }

    /// The names in a list of `{ name = "requests", version = "2.32.3" }`, with the version where
    /// the file has several.
    static List<String> ofEntries(Json dependencies) {
        return dependencies.items().stream()
                .flatMap(one ->
                        parse(one.text("name")).stream()
                                .map(name ->
                                        one.text("version").isEmpty()
                                                ? name.normalised()
                                                : name.normalised() + "@" + one.text("version")))
                .toList();
    }

    Purl purl(String version) {
        return Purl.of("pypi", "", normalised, version);
    }

    PackageKey key() {
        return new PackageKey("pypi", normalised, "");
    }
}
