package org.tidewaiter.inventory.php;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tidewaiter.inventory.licence.SpdxLicences;
import org.tidewaiter.inventory.text.VcsUrl;
import org.tidewaiter.model.Observation.DependenciesSeen;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.json.Json;

/// A package as Composer describes it in its lock file and in its account of what is installed.
///
/// @see "Composer documentation, composer.json schema; source, Package/Dumper/ArrayDumper.php"
record ComposerPackage(Json entry) {
    private static final int MAX_LICENCES = 20;

    /// Vendor and name; Composer compares them without regard to case.
    private static final Pattern NAME =
            Pattern.compile("([a-z0-9][a-z0-9_.-]{0,99}+)/([a-z0-9][a-z0-9_.-]{0,99}+)");

    /// Where a registry wants to be told: below its own address.
    private static final Pattern REGISTRY =
            Pattern.compile("(https?://[\\w.:/-]{1,200}?)(?:/downloads)?/?");

    private static final Set<String> PACKAGIST =
            Set.of("https://packagist.org", "https://repo.packagist.org");

    /// From a directory beside the project.
    boolean isLocal() {
        return entry.get("dist").text("type").equals("path");
    }

    /// With `vcs_url` where it comes from a Git repository of the project's own choice, and with
    /// `repository_url` where it comes from another registry than Packagist: a registry says where
    /// it wants to be told of installs, Git cannot.
    ///
    /// @return nothing if it has no usable name and version
    Optional<Purl> purl() {
        var name = NAME.matcher(entry.text("name").toLowerCase(Locale.ROOT));
        var version = entry.text("version");
        if (!name.matches() || version.isBlank()) {
            return Optional.empty();
        }
        var purl = Purl.of("composer", name.group(1), name.group(2), version);
        var source = entry.get("source");
        if (source.text("type").equals("git") && !entry.has("notification-url")) {
            return Optional.of(
                    purl.withQualifier(
                            "vcs_url", VcsUrl.ofGit(source.text("url"), source.text("reference"))));
        }
        var told = REGISTRY.matcher(entry.text("notification-url"));
        return Optional.of(
                told.matches() && !PACKAGIST.contains(told.group(1))
                        ? purl.withQualifier("repository_url", told.group(1))
                        : purl);
    }

    /// The packages that it asks for: a requirement without a vendor is of PHP or an extension. It
    /// stands in for those that it provides or replaces.
    DependenciesSeen dependencies(Purl purl) {
        return new DependenciesSeen(
                purl,
                names("require").map(List::of).toList(),
                Stream.of("provide", "replace").flatMap(this::names).toList());
    }

    private Stream<String> names(String member) {
        return entry.get(member).members().keySet().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> NAME.matcher(name).matches());
    }

    List<String> licences() {
        return entry.get("license").items().stream()
                .limit(MAX_LICENCES)
                .flatMap(licence -> licence.text().stream())
                .map(SpdxLicences::recognise)
                .filter(licence -> !licence.isEmpty())
                .toList();
    }
}
