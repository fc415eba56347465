package org.tidewaiter.inventory.erlang;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.InstalledTree;
import org.tidewaiter.inventory.text.PackageList;
import org.tidewaiter.inventory.text.VcsUrl;
import org.tidewaiter.model.Purl;

/// Reads `mix.lock` of Elixir, an entry a line. What it lists is declared, not proven to be
/// installed. What only development needs is listed too, since the file does not say which that is.
///
/// @see "Mix source, Mix.Dep.Lock; Hex source, Hex.Utils.lock"
public final class MixLockReader implements FileReader {
    private static final long MAX_BYTES = 4 << 20;
    private static final Pattern ENTRY = Pattern.compile("\\s*+\"([^\"]++)\":\\s*+\\{:(.*)");
    private static final Pattern HEX =
            Pattern.compile("hex,\\s*+:\"?([a-z0-9_]++)\"?,\\s*+\"([^\"]++)\".*");
    private static final Pattern REPOSITORY =
            Pattern.compile(".*\\],\\s*+\"([^\"]++)\"(?:,\\s*+\"[0-9a-f]*+\")?\\},?\\s*+");
    private static final Pattern GIT =
            Pattern.compile("git,\\s*+\"([^\"]++)\",\\s*+\"([^\"]*+)\".*");

    /// What it needs of Hex: `{:mime, "~> 1.0", [hex: :mime, repo: "hexpm", optional: false]}`.
    private static final Pattern NEED = Pattern.compile("\\[hex: :\"?([a-z0-9_]{1,200}+)\"?[,\\]]");

    private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,200}+");

    @Override
    public String name() {
        return "mix-lock";
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/mix.lock").withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) {
        if (InstalledTree.holds(file.path()) || file.path().contains("/deps/")) {
            return Reading.NOTHING;
        }
        var list = PackageList.declared();
        for (var line : (Iterable<String>) file.text().lines()::iterator) {
            var entry = ENTRY.matcher(line);
            if (entry.matches()) {
                addEntry(entry.group(1), entry.group(2), list);
            }
        }
        return list.reading();
    }

    private static void addEntry(String name, String rest, PackageList list) {
        var hex = HEX.matcher(rest);
        var git = GIT.matcher(rest);
        if (hex.matches()) {
            var repository = REPOSITORY.matcher(rest);
            var purl = hexPurl(hex, repository.matches() ? repository.group(1) : "hexpm");
            list.add(purl);
            list.addNeeds(purl, NEED.matcher(rest).results().map(one -> one.group(1)).toList());
        } else if (git.matches() && NAME.matcher(name).matches()) {
            list.add(
                    Purl.of("hex", "", name, "")
                            .withQualifier("vcs_url", VcsUrl.ofGit(git.group(1), git.group(2))));
        } else {
            list.unusable(name);
        }
    }

    /// @param repository an organisation's own is written `hexpm:organisation`
    private static Purl hexPurl(Matcher hex, String repository) {
        var organisation = repository.startsWith("hexpm:") ? repository.substring(6) : "";
        var purl = Purl.of("hex", organisation, hex.group(1), hex.group(2));
        return repository.startsWith("hexpm")
                ? purl
                : purl.withQualifier("repository_url", repository);
    }
}
