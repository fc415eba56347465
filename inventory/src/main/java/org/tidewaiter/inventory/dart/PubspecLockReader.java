package org.tidewaiter.inventory.dart;

import java.util.Set;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.InstalledTree;
import org.tidewaiter.inventory.text.PackageList;
import org.tidewaiter.inventory.text.VcsUrl;
import org.tidewaiter.inventory.text.Yaml;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.json.Json;

/// Reads `pubspec.lock`. What it lists is declared, not proven to be installed.
///
/// Left out: packages for development that the project asks for itself, packages from local
/// directories, and what comes with the SDK. What only a package for development needs is listed.
///
/// @see "Dart documentation, pubspec.lock; pub source, lock_file.dart"
public final class PubspecLockReader implements FileReader {
    private static final long MAX_BYTES = 4 << 20;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]{1,200}+");
    private static final Set<String> PUB_DEV =
            Set.of("https://pub.dev", "https://pub.dartlang.org", "");

    @Override
    public String name() {
        return "pubspec-lock";
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/pubspec.lock").withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        if (InstalledTree.holds(file.path())) {
            return Reading.NOTHING;
        }
        var lock = Yaml.read(file.head());
        if (!lock.has("packages")) {
            throw new MalformedFileException("no 'packages'");
        }
        var list = PackageList.declared();
        lock.get("packages").members().forEach((name, entry) -> add(name, entry, list));
        return list.reading();
    }

    private static void add(String name, Json entry, PackageList list) {
        var source = entry.text("source");
        boolean isForDevelopment = entry.text("dependency").equals("direct dev");
        if (isForDevelopment || source.equals("path") || source.equals("sdk")) {
            return;
        }
        if (!NAME.matcher(name).matches() || entry.text("version").isEmpty()) {
            list.unusable(name);
            return;
        }
        var purl = Purl.of("pub", "", name, entry.text("version"));
        var description = entry.get("description");
        var url = description.text("url");
        if (source.equals("git")) {
            list.add(
                    purl.withQualifier(
                            "vcs_url", VcsUrl.ofGit(url, description.text("resolved-ref"))));
        } else {
            list.add(PUB_DEV.contains(url) ? purl : purl.withQualifier("repository_url", url));
        }
    }
}
