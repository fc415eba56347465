package org.tidewaiter.inventory.dotnet;

import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.PackageList;
import org.tidewaiter.model.json.Json;

/// The packages of a .NET program, as its `deps.json` lists them.
final class DepsJson {
    private static final String RUNTIME_PACK = "runtimepack.";

    private DepsJson() {}

    /// @param directory of the program, with a slash at the end
    static Reading reading(Json document, String directory) throws MalformedFileException {
        if (!(document.get("libraries") instanceof Json.JsonObject(var libraries))) {
            throw new MalformedFileException("no object of libraries");
        }
        var targets = document.get("targets").members().values();
        var list = PackageList.installed();
        libraries.forEach((key, library) -> {
            var files = new ArrayList<String>();
            for (var target : targets) {
                addFiles(target.get(key), directory, files);
            }
            var needs =
                    targets.stream()
                            .flatMap(target ->
                                    target
                                            .get(key)
                                            .get("dependencies")
                                            .members()
                                            .entrySet()
                                            .stream())
                            .map(need -> need.getKey() + "@" + need.getValue().text().orElse(""))
                            .toList();
            switch (library.text("type")) {
                case "package" -> {
                    if (!files.isEmpty()) {
                        add(key, files, needs, list);
                    }
                }
                case "runtimepack" ->
                        add(
                                key.startsWith(RUNTIME_PACK)
                                        ? key.substring(RUNTIME_PACK.length())
                                        : key,
                                files,
                                needs,
                                list);
                default -> {}
            }
        });
        return list.reading();
    }

    private static void add(String key, List<String> files, List<String> needs, PackageList list) {
        NugetName.purl(key)
                .ifPresentOrElse(
                        purl -> {
                            list.add(purl, List.of(), files);
                            list.addNeeds(purl, needs);
                        },
                        () -> list.unusable(key));
    }

    /// Paths are those in the package; publishing puts the files themselves beside the program, and
    /// only what differs by platform keeps its folders.
    private static void addFiles(Json entry, String directory, List<String> files) {
        for (var kind : List.of("runtime", "native")) {
            for (var path : entry.get(kind).members().keySet()) {
                files.add(directory + path.substring(path.lastIndexOf('/') + 1));
            }
        }
        entry.get("resources")
                .members()
                .forEach((path, resource) ->
                        files.add(
                                directory
                                        + resource.text("locale")
                                        + path.substring(Math.max(path.lastIndexOf('/'), 0))));
        for (var path : entry.get("runtimeTargets").members().keySet()) {
            files.add(directory + path);
        }
    }
}
