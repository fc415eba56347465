package org.tidewaiter.inventory.dotnet;

import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.JsonText;

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
        return DepsJson.reading(JsonText.read(file.head()), file.directory());
    }
}
