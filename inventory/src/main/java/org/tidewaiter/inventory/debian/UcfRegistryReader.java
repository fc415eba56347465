package org.tidewaiter.inventory.debian;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.Excerpt;
import org.tidewaiter.model.Observation;
import org.tidewaiter.model.Observation.FilesOwned;
import org.tidewaiter.model.PackageKey;

/// Reads which configuration files Debian packages keep through ucf, and so not in their file
/// lists: `var/lib/ucf/registry`, a package and a path a line.
///
/// @see "ucfr(1)"
public final class UcfRegistryReader implements FileReader {
    @Override
    public String name() {
        return "ucf-registry";
    }

    @Override
    public Claims claims() {
        return Claims.paths("var/lib/ucf/registry");
    }

    @Override
    public Reading read(ClaimedFile file) {
        var files = new TreeMap<String, List<String>>();
        var gaps = new ArrayList<String>();
        file.text()
                .lines()
                .filter(line -> !line.isBlank())
                .forEach(line -> {
                    var words = line.strip().split("\\s+", 2);
                    if (words.length == 2 && words[1].startsWith("/")) {
                        files.computeIfAbsent(words[0], _ -> new ArrayList<>())
                                .add(words[1].substring(1));
                    } else if (gaps.isEmpty()) {
                        gaps.add("a line that is no package and path: " + Excerpt.of(line));
                    }
                });
        var owned = new ArrayList<Observation>();
        files.forEach(
                (name, paths) -> owned.add(new FilesOwned(new PackageKey("deb", name, ""), paths)));
        return new Reading(owned, gaps);
    }
}
