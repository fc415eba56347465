package org.tidewaiter.inventory.conda;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.InstalledTree;
import org.tidewaiter.inventory.text.Listing;
import org.tidewaiter.inventory.text.PackageList;
import org.tidewaiter.inventory.text.Yaml;
import org.tidewaiter.model.Purl;

/// Reads `environment.yml` of Conda. What it lists is declared, not proven to be installed, and
/// only an exact version can be judged: with a build (`numpy=1.26.4=py312_0`) or two equals signs.
/// The others, since one equals sign asks for any version that starts so, are named in one gap.
/// What it hands on to pip are packages of PyPI.
///
/// @see "conda documentation, managing environments; package match specifications"
public final class CondaEnvironmentReader implements FileReader {
    private static final long MAX_BYTES = 1 << 20;
    private static final Pattern EXACT =
            Pattern.compile(
                    "(?:([\\w./-]{1,100}+)::)?([\\w.-]{1,100}+) ?(?:==([^=,|*<>! ]++)|=([^=,|*<>! ]++)=([^=*]++))");
    private static final Pattern EXACT_OF_PIP =
            Pattern.compile("([A-Za-z0-9][\\w.-]*+)(?:\\[[^\\]]*+])? ?={2,3} ?([\\w.!+-]++)");

    @Override
    public String name() {
        return "conda-environment";
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/environment.yml", "**/environment.yaml").withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        if (InstalledTree.holds(file.path())) {
            return Reading.NOTHING;
        }
        var list = PackageList.declared();
        var inexact = new ArrayList<String>();
        for (var item : Yaml.read(file.head()).get("dependencies").items()) {
            item.text().ifPresent(text -> addConda(text.strip(), list, inexact));
            item.get("pip")
                    .items()
                    .forEach(line -> addPip(line.text().orElse("").strip(), list, inexact));
        }
        if (!inexact.isEmpty()) {
            list.gap("without an exact version: " + Listing.of(inexact));
        }
        return list.reading();
    }

    private static void addConda(String text, PackageList list, List<String> inexact) {
        var exact = EXACT.matcher(text);
        if (!exact.matches()) {
            inexact.add(text);
            return;
        }
        var version = exact.group(3) == null ? exact.group(4) : exact.group(3);
        var purl = Purl.of("conda", "", exact.group(2), version);
        if (exact.group(1) != null) {
            purl = purl.withQualifier("channel", exact.group(1));
        }
        list.add(exact.group(5) == null ? purl : purl.withQualifier("build", exact.group(5)));
    }

    private static void addPip(String text, PackageList list, List<String> inexact) {
        var exact = EXACT_OF_PIP.matcher(text);
        if (exact.matches()) {
            var name = exact.group(1).toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
            list.add(Purl.of("pypi", "", name, exact.group(2)));
        } else {
            inexact.add(text);
        }
    }
}
