package org.tidewaiter.inventory.dotnet;

import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.InstalledTree;
import org.tidewaiter.inventory.text.JsonText;
import org.tidewaiter.inventory.text.PackageList;
import org.tidewaiter.model.json.Json;

/// Reads NuGet's lock file, `packages.lock.json`. What it lists is declared, not proven to be
/// installed. Left out: projects of the same solution.
///
/// @see "NuGet documentation, locking dependencies"
public final class NugetLockReader implements FileReader {
    private static final long MAX_BYTES = 16 << 20;

    @Override
    public String name() {
        return "nuget-lock";
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/packages.lock.json").withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        if (InstalledTree.holds(file.path())) {
            return Reading.NOTHING;
        }
        if (!(JsonText.read(file.head()).get("dependencies")
                instanceof Json.JsonObject(var frameworks))) {
            throw new MalformedFileException("no object of dependencies");
        }
        var list = PackageList.declared();
        for (var framework : frameworks.values()) {
            var restored = new RestoredPackages();
            framework.members().forEach((id, entry) -> restored.add(id, entry.text("resolved")));
            framework
                    .members()
                    .forEach((id, entry) -> {
                        if (!entry.text("type").equals("Project")) {
                            NugetName.purl(id, entry.text("resolved"))
                                    .ifPresentOrElse(
                                            purl -> {
                                                list.add(purl);
                                                list.addNeeds(purl, restored.needs(entry));
                                            },
                                            () -> list.unusable(id));
                        }
                    });
        }
        return list.reading();
    }
}
