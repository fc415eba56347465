package org.tidewaiter.inventory.dotnet;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
            var resolved = new HashMap<String, String>();
            framework
                    .members()
                    .forEach((id, entry) ->
                            resolved.put(
                                    id.toLowerCase(Locale.ROOT),
                                    id + "@" + entry.text("resolved")));
            framework
                    .members()
                    .forEach((id, entry) -> {
                        if (!entry.text("type").equals("Project")) {
                            NugetName.purl(id, entry.text("resolved"))
                                    .ifPresentOrElse(
                                            purl -> {
                                                list.add(purl);
                                                list.addNeeds(purl, needs(entry, resolved));
                                            },
                                            () -> list.unusable(id));
                        }
                    });
        }
        return list.reading();
    }

    /// @param resolved by names in lower case, as the versions are that it was resolved to
    private static List<String> needs(Json entry, Map<String, String> resolved) {
        return entry.get("dependencies").members().keySet().stream()
                .map(id -> resolved.getOrDefault(id.toLowerCase(Locale.ROOT), id))
                .toList();
    }
}
