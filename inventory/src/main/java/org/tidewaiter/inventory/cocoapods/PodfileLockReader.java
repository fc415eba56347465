package org.tidewaiter.inventory.cocoapods;

import java.util.List;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.PackageList;
import org.tidewaiter.inventory.text.VcsUrl;
import org.tidewaiter.inventory.text.Yaml;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.json.Json;

/// Reads `Podfile.lock`. What it lists is declared, not proven to be installed. A pod with several
/// of its parts (`AFNetworking/Security`) is one package. Left out: pods from local directories,
/// which are the project's own.
///
/// @see "CocoaPods source, Core/lockfile.rb"
public final class PodfileLockReader implements FileReader {
    private static final long MAX_BYTES = 4 << 20;
    private static final Pattern POD =
            Pattern.compile("([^\\s/()]{1,200}+)(?:/[^()]*)? \\(([^()\\s]{1,100}+)\\)");

    @Override
    public String name() {
        return "podfile-lock";
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/Podfile.lock").withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var lock = Yaml.read(file.head());
        if (!(lock.get("PODS") instanceof Json.JsonArray pods)) {
            throw new MalformedFileException("no list of pods");
        }
        var list = PackageList.declared();
        for (var item : pods.items()) {
            // one with dependencies is the key of a list of them
            var text = item.text().or(() -> item.members().keySet().stream().findFirst());
            var needs = item.members().values().stream().flatMap(one -> one.items().stream());
            add(text.orElse(""), lock, needs.flatMap(one -> one.text().stream()).toList(), list);
        }
        return list.reading();
    }

    /// @param needs `Name/Subspec (= 1.0)`
    private static void add(String text, Json lock, List<String> needs, PackageList list) {
        var pod = POD.matcher(text);
        if (!pod.matches()) {
            list.unusable(text);
            return;
        }
        var name = pod.group(1);
        var external = lock.get("EXTERNAL SOURCES").get(name);
        var commit = lock.get("CHECKOUT OPTIONS").get(name).text(":commit");
        if (!external.has(":path")) {
            var purl =
                    Purl.of("cocoapods", "", name, pod.group(2))
                            .withQualifier("vcs_url", VcsUrl.ofGit(external.text(":git"), commit));
            list.add(purl);
            list.addNeeds(purl, needs.stream().map(one -> one.split("[\\s/(]", 2)[0]).toList());
        }
    }
}
