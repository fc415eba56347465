package org.tidewaiter.inventory.node;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.Excerpt;
import org.tidewaiter.inventory.text.PackageList;
import org.tidewaiter.inventory.text.VcsUrl;
import org.tidewaiter.model.Purl;

/// The packages that one lock file of npm, Yarn, pnpm or Bun asks for. Not for several threads.
final class NpmPackageList {
    private static final List<String> GIT =
            List.of("git+", "git:", "git@", "github:", "gitlab:", "bitbucket:", "gist:");
    private static final Pattern SHORTHAND =
            Pattern.compile("(github|gitlab|bitbucket):([^#]*)(#.*)?");
    private static final Pattern REPOSITORY =
            Pattern.compile("(?:https?|ssh)://.+(?:\\.git(?:#.*)?|#commit=.*)");

    /// How GitHub serves a commit as an archive.
    private static final Pattern ARCHIVE_OF_A_COMMIT =
            Pattern.compile(
                    "https://codeload\\.github\\.com/([^/]+/[^/]+)/tar\\.gz/([0-9a-f]{7,40}).*");

    private final PackageList packages = PackageList.declared();

    /// @param version empty where the lock file has none
    /// @param address where the package is fetched; empty for the registry
    /// @return the package as it is listed
    Optional<Purl> add(String name, String version, String address) {
        var purl = NpmName.parse(name).map(npmName -> npmName.purl(version));
        var vcsUrl = vcsUrl(address);
        if (purl.isEmpty()) {
            packages.gap("not a package name: '%s'".formatted(Excerpt.of(name)));
        } else if (!vcsUrl.isEmpty()) {
            return add(purl.get().withQualifier("vcs_url", vcsUrl));
        } else if (!version.isEmpty()) {
            return add(purl.get());
        } else if (address.isEmpty()) {
            packages.gap("'%s' has no version".formatted(Excerpt.of(name)));
        } else {
            packages.gap(
                    "'%s' comes from '%s', its version is not said"
                            .formatted(Excerpt.of(name), Excerpt.of(address)));
        }
        return Optional.empty();
    }

    private Optional<Purl> add(Purl purl) {
        packages.add(purl);
        return Optional.of(purl);
    }

    /// @param names `name`, or `name@version`
    void addNeeds(Purl of, Collection<String> names) {
        packages.addNeeds(of, names);
    }

    Reading reading() {
        return packages.reading();
    }

    /// @param address `git+https://example.org/a.git#commit` and the shorthands for it
    /// @return empty where the address is not one of Git
    private static String vcsUrl(String address) {
        var archive = ARCHIVE_OF_A_COMMIT.matcher(address);
        if (archive.matches()) {
            return VcsUrl.ofGit("https://github.com/" + archive.group(1), archive.group(2));
        }
        if (GIT.stream().noneMatch(address::startsWith) && !REPOSITORY.matcher(address).matches()) {
            return "";
        }
        int hash = address.indexOf('#');
        var url = hash < 0 ? address : address.substring(0, hash);
        var commit = hash < 0 ? "" : address.substring(hash + 1).replaceFirst("^commit=", "");
        var shorthand = SHORTHAND.matcher(url);
        if (shorthand.matches()) {
            var host =
                    shorthand.group(1) + (shorthand.group(1).equals("bitbucket") ? ".org" : ".com");
            url = "https://" + host + "/" + shorthand.group(2);
        }
        return VcsUrl.ofGit(url, commit);
    }
}
