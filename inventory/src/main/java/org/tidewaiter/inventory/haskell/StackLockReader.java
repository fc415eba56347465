package org.tidewaiter.inventory.haskell;

import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.PackageList;
import org.tidewaiter.inventory.text.VcsUrl;
import org.tidewaiter.inventory.text.Yaml;
import org.tidewaiter.model.json.Json;

/// Reads `stack.yaml.lock`. What it lists is declared, not proven to be installed. Packages that
/// come from the snapshot stand in the snapshot's own file, which is a gap.
///
/// @see "Stack documentation, lock files"
public final class StackLockReader implements FileReader {
    private static final long MAX_BYTES = 4 << 20;

    /// `aeson-2.0.3.0@sha256:…,5987`; the version is what follows the last hyphen.
    private static final Pattern HACKAGE = Pattern.compile("([^@\\s]{1,200}+)(?:@.*)?");

    @Override
    public String name() {
        return "stack-lock";
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/stack.yaml.lock").withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var lock = Yaml.read(file.head());
        if (!lock.has("packages") && !lock.has("snapshots")) {
            throw new MalformedFileException("neither packages nor snapshots");
        }
        var list = PackageList.declared();
        lock.get("packages").items().forEach(entry -> add(entry.get("completed"), list));
        if (!lock.get("snapshots").items().isEmpty()) {
            list.gap("the packages of its snapshot stand in another file");
        }
        return list.reading();
    }

    private static void add(Json completed, PackageList list) {
        var hackage = HACKAGE.matcher(completed.text("hackage"));
        var name = completed.text("name");
        var version = completed.text("version");
        if (hackage.matches()) {
            int hyphen = hackage.group(1).lastIndexOf('-');
            name = hackage.group(1).substring(0, Math.max(hyphen, 0));
            version = hackage.group(1).substring(hyphen + 1);
        }
        var shown = name;
        var vcsUrl = VcsUrl.ofGit(completed.text("git"), completed.text("commit"));
        HackageName.purl(name, version)
                .ifPresentOrElse(
                        purl -> list.add(purl.withQualifier("vcs_url", vcsUrl)),
                        () -> list.unusable(shown));
    }
}
