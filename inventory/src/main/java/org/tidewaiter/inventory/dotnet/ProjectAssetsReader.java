package org.tidewaiter.inventory.dotnet;

import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.JsonText;
import org.tidewaiter.inventory.text.PackageList;
import org.tidewaiter.model.json.Json;

/// Reads `obj/project.assets.json`, which NuGet writes when it restores a project. What it lists is
/// declared, not proven to be installed. Left out: projects of the same solution.
///
/// @see "NuGet source, NuGet.ProjectModel/LockFile/LockFileFormat.cs"
public final class ProjectAssetsReader implements FileReader {
    private static final long MAX_BYTES = 64 << 20;

    @Override
    public String name() {
        return "nuget-assets";
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/project.assets.json").withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var assets = JsonText.read(file.head());
        if (!(assets.get("libraries") instanceof Json.JsonObject(var libraries))) {
            throw new MalformedFileException("no object of libraries");
        }
        var list = PackageList.declared();
        libraries.forEach((key, library) -> {
            if (library.text("type").equals("package")) {
                NugetName.purl(key).ifPresentOrElse(list::add, () -> list.unusable(key));
            }
        });
        assets.get("targets").members().values().forEach(target -> addNeeds(target, list));
        return list.reading();
    }

    /// @param target what is restored for one framework, by `ID/VERSION`
    private static void addNeeds(Json target, PackageList list) {
        var restored = new RestoredPackages();
        for (var key : target.members().keySet()) {
            int slash = key.indexOf('/');
            if (slash >= 0) {
                restored.add(key.substring(0, slash), key.substring(slash + 1));
            }
        }
        target.members()
                .forEach((key, library) ->
                        NugetName.purl(key)
                                .ifPresent(purl -> list.addNeeds(purl, restored.needs(library))));
    }
}
