package org.tidewaiter.inventory.dotnet;

import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.JsonText;
import org.tidewaiter.inventory.text.PackageList;
import org.tidewaiter.model.json.Json;

/// Reads `*.deps.json`, which lists the packages whose files lie beside a .NET program. A shared
/// framework has one too, and lists itself there (`Microsoft.NETCore.App.Runtime.linux-x64`); in a
/// self-contained program it stands as a runtime pack, whose name has a prefix.
///
/// Left out: the program's own projects and loose assemblies, and packages that bring no file: they
/// only name others, or the framework has a newer copy of theirs. What `runtimeconfig.json` asks
/// for is not read: the framework that runs is one that is installed.
///
/// @see ".NET runtime documentation, host/runtime-configuration-file.md"
public final class DepsJsonReader implements FileReader {
    private static final long MAX_BYTES = 16 << 20;
    private static final String RUNTIME_PACK = "runtimepack.";

    @Override
    public String name() {
        return "dotnet-deps";
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/*.deps.json").withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var document = JsonText.read(file.head());
        if (!(document.get("libraries") instanceof Json.JsonObject(var libraries))) {
            throw new MalformedFileException("no object of libraries");
        }
        var directory = file.directory();
        var targets = document.get("targets").members().values();
        var list = PackageList.installed();
        libraries.forEach((key, library) -> {
            var files = new ArrayList<String>();
            for (var target : targets) {
                addFiles(target.get(key), directory, files);
            }
            switch (library.text("type")) {
                case "package" -> {
                    if (!files.isEmpty()) {
                        add(key, files, list);
                    }
                }
                case "runtimepack" ->
                        add(
                                key.startsWith(RUNTIME_PACK)
                                        ? key.substring(RUNTIME_PACK.length())
                                        : key,
                                files,
                                list);
                default -> {}
            }
        });
        return list.reading();
    }

    private static void add(String key, List<String> files, PackageList list) {
        NugetName.purl(key)
                .ifPresentOrElse(
                        purl -> list.add(purl, List.of(), files), () -> list.unusable(key));
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
