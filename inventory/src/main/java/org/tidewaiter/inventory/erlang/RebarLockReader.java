package org.tidewaiter.inventory.erlang;

import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.InstalledTree;
import org.tidewaiter.inventory.text.PackageList;
import org.tidewaiter.inventory.text.VcsUrl;
import org.tidewaiter.model.Purl;

/// Reads `rebar.lock` of Erlang: `{<<"cowboy">>,{pkg,<<"cowboy">>,<<"2.9.0">>},0}`. What it lists
/// is declared, not proven to be installed.
///
/// @see "rebar3 documentation, dependencies, lock files; source, rebar_config.erl"
public final class RebarLockReader implements FileReader {
    private static final long MAX_BYTES = 4 << 20;
    private static final Pattern ENTRY = Pattern.compile("\\{<<\"([^\"]{1,200}+)\">>,\\s*+(?=\\{)");
    private static final Pattern HEX =
            Pattern.compile(
                    "\\{pkg,\\s*+<<\"([a-z0-9_]{1,200}+)\">>,\\s*+<<\"([^\"\\s]{1,100}+)\">>");
    private static final Pattern GIT =
            Pattern.compile(
                    "\\{git(?:_subdir)?,\\s*+\"([^\"\\s]{1,1000}+)\",\\s*+"
                            + "\\{ref,\\s*+\"([^\"\\s]{1,100}+)\"\\}");
    private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,200}+");

    @Override
    public String name() {
        return "rebar-lock";
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/rebar.lock").withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) {
        if (InstalledTree.holds(file.path()) || file.path().contains("/deps/")) {
            return Reading.NOTHING;
        }
        var list = PackageList.declared();
        var text = file.text();
        var entry = ENTRY.matcher(text);
        while (entry.find()) {
            var hex = HEX.matcher(text).region(entry.end(), text.length());
            var git = GIT.matcher(text).region(entry.end(), text.length());
            if (hex.lookingAt()) {
                list.add(Purl.of("hex", "", hex.group(1), hex.group(2)));
            } else if (git.lookingAt() && NAME.matcher(entry.group(1)).matches()) {
                list.add(
                        Purl.of("hex", "", entry.group(1), "")
                                .withQualifier(
                                        "vcs_url", VcsUrl.ofGit(git.group(1), git.group(2))));
            } else {
                list.unusable(entry.group(1));
            }
        }
        return list.reading();
    }
}
