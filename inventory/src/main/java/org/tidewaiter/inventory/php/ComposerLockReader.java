package org.tidewaiter.inventory.php;

import java.util.List;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.InstalledTree;
import org.tidewaiter.inventory.text.JsonText;
import org.tidewaiter.inventory.text.PackageList;
import org.tidewaiter.model.json.Json;

/// Reads `composer.lock`. What it lists is declared, not proven to be installed.
///
/// Left out: what only development needs (`packages-dev`), and packages from a directory beside the
/// project, which are its own. Installed copies of the former are seen in `vendor` all the same.
///
/// @see "Composer source, Package/Locker.php"
public final class ComposerLockReader implements FileReader {
    private static final long MAX_BYTES = 32 << 20;

    @Override
    public String name() {
        return "composer-lock";
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/composer.lock").withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        if (InstalledTree.holds(file.path())) {
            return Reading.NOTHING;
        }
        var packages = JsonText.read(file.head()).get("packages");
        if (!(packages instanceof Json.JsonArray)) {
            throw new MalformedFileException("no list of packages");
        }
        var list = PackageList.declared();
        for (var entry : packages.items()) {
            var one = new ComposerPackage(entry);
            if (!one.isLocal()) {
                one.purl()
                        .ifPresentOrElse(
                                purl -> {
                                    list.add(purl, one.licences(), List.of());
                                    list.addNeeds(one.dependencies(purl));
                                },
                                () -> list.unusable(entry.text("name")));
            }
        }
        return list.reading();
    }
}
