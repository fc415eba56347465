package org.tidewaiter.inventory.php;

import java.util.ArrayDeque;
import java.util.List;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.JsonText;
import org.tidewaiter.inventory.text.PackageList;
import org.tidewaiter.model.json.Json;

/// Reads Composer's account of what is installed, `vendor/composer/installed.json`, as Composer 1
/// and 2 write it. Packages for development are listed where they are installed, and so are those
/// that were copied from a directory beside the project.
///
/// @see "Composer source, Repository/FilesystemRepository.php"
public final class ComposerInstalledReader implements FileReader {
    private static final long MAX_BYTES = 32 << 20;

    @Override
    public String name() {
        return "composer-installed";
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/composer/installed.json").withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var document = JsonText.read(file.head());
        var packages = document instanceof Json.JsonArray ? document : document.get("packages");
        if (!(packages instanceof Json.JsonArray)) {
            throw new MalformedFileException("no list of packages");
        }
        var composer = file.path().substring(0, file.path().lastIndexOf('/'));
        var list = PackageList.installed();
        for (var entry : packages.items()) {
            var one = new ComposerPackage(entry);
            one.purl()
                    .ifPresentOrElse(
                            purl -> {
                                list.add(purl, one.licences(), files(composer, entry));
                                list.addNeeds(one.dependencies(purl));
                            },
                            () -> list.unusable(entry.text("name")));
        }
        return list.reading();
    }

    /// The package's directory: Composer 2 says it from its own directory, and version 1 always
    /// puts it beside that. A metapackage has none.
    ///
    /// @return nothing where there is none, or it leads out of the vendor directory
    private static List<String> files(String composer, Json entry) {
        var vendor = composer.substring(0, composer.lastIndexOf('/') + 1);
        var path =
                entry.has("install-path") ? entry.text("install-path") : "../" + entry.text("name");
        if (path.isEmpty()) {
            return List.of();
        }
        var segments = new ArrayDeque<String>();
        for (var segment : (composer + "/" + path).split("/", -1)) {
            if (segment.equals("..")) {
                if (segments.pollLast() == null) {
                    return List.of();
                }
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        var directory = String.join("/", segments) + "/";
        boolean isInside = directory.startsWith(vendor) && !directory.equals(vendor);
        return isInside ? List.of(directory) : List.of();
    }
}
