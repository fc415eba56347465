package org.tidewaiter.inventory.julia;

import java.util.List;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.image.reader.Toml;
import org.tidewaiter.inventory.text.PackageList;

/// Reads the `Project.toml` of a package installed in a Julia depot, `packages/NAME/SLUG/`.
///
/// @see "Pkg.jl documentation, Project.toml and Manifest.toml"
public final class JuliaProjectReader implements FileReader {
    private static final long MAX_BYTES = 1 << 20;

    @Override
    public String name() {
        return "julia-project";
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/packages/*/*/Project.toml", "**/packages/*/*/JuliaProject.toml")
                .withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var segments = file.path().split("/", -1);
        var project = Toml.read(file.head());
        var name = project.text("name");
        if (!project.has("uuid") || !name.equals(segments[segments.length - 3])) {
            return Reading.NOTHING; // not a depot
        }
        var list = PackageList.installed();
        JuliaName.purl(name, project.text("version"), project.text("uuid"))
                .ifPresentOrElse(
                        purl -> list.add(purl, List.of(), List.of(file.directory())),
                        () -> list.unusable(name));
        return list.reading();
    }
}
