package org.tidewaiter.inventory.dotnet;

import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.PackageList;
import org.tidewaiter.inventory.text.Xml;

/// Reads `packages.config` of NuGet, also as `packages.PROJECT.config`. What it lists is declared,
/// not proven to be installed. Left out: what only development needs (`developmentDependency`).
///
/// @see "NuGet documentation, packages.config reference"
public final class PackagesConfigReader implements FileReader {
    private static final long MAX_BYTES = 2 << 20;

    @Override
    public String name() {
        return "nuget-packages-config";
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/packages.config", "**/packages.*.config").withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var root = Xml.read(file.head());
        if (!root.name().equals("packages")) {
            throw new MalformedFileException("no list of packages");
        }
        var list = PackageList.declared();
        for (var entry : root.children("package")) {
            if (!entry.attribute("developmentDependency").equalsIgnoreCase("true")) {
                NugetName.purl(entry.attribute("id"), entry.attribute("version"))
                        .ifPresentOrElse(list::add, () -> list.unusable(entry.attribute("id")));
            }
        }
        return list.reading();
    }
}
