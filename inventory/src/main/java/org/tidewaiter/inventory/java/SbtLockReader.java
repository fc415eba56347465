package org.tidewaiter.inventory.java;

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

/// Reads `build.sbt.lock`, which the plugin sbt-dependency-lock writes. What it lists is declared,
/// not proven to be installed. Left out: what only configurations of tests need. A `build.sbt` is a
/// program and is not read.
///
/// @see "sbt-dependency-lock, file formats 1 and 2"
public final class SbtLockReader implements FileReader {
    private static final long MAX_BYTES = 16 << 20;

    @Override
    public String name() {
        return "sbt-lock";
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/build.sbt.lock").withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        if (InstalledTree.holds(file.path())) {
            return Reading.NOTHING;
        }
        if (!(JsonText.read(file.head()).get("dependencies")
                instanceof Json.JsonArray(List<Json> dependencies))) {
            throw new MalformedFileException("no list of dependencies");
        }
        var list = PackageList.declared();
        for (var one : dependencies) {
            var is = new Coordinates(one.text("org"), one.text("name"), one.text("version"));
            if (is.group().isEmpty() || is.artifact().isEmpty() || is.version().isEmpty()) {
                list.unusable(is.artifact());
            } else if (!isForTests(one.get("configurations").items())) {
                list.add(is.purl());
            }
        }
        return list.reading();
    }

    private static boolean isForTests(List<Json> configurations) {
        return !configurations.isEmpty()
                && configurations.stream()
                        .allMatch(one -> one.text().orElse("").startsWith("test"));
    }
}
