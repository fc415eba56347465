package org.tidewaiter.inventory.conda;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.InstalledTree;
import org.tidewaiter.inventory.text.PackageList;
import org.tidewaiter.inventory.text.Yaml;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.json.Json;

/// Reads `conda-lock.yml`, also as `NAME.conda-lock.yml`, for all its platforms. What it lists is
/// declared, not proven to be installed. Build, channel and platform of a Conda package stand in
/// its address. What it hands on to pip are packages of PyPI. Left out: what only development needs
/// (`category: dev`).
///
/// @see "conda-lock documentation, the unified lock file"
public final class CondaLockReader implements FileReader {
    private static final long MAX_BYTES = 32 << 20;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,200}+");

    /// `https://HOST/CHANNEL/PLATFORM/NAME-VERSION-BUILD.conda`
    private static final Pattern ADDRESS =
            Pattern.compile(
                    ".*/(?<channel>[^/]+)/(?<subdir>[^/]+)/[^/]+-(?<build>[^/-]+)\\.(?:conda|tar\\.bz2)");

    @Override
    public String name() {
        return "conda-lock";
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/conda-lock.yml", "**/*.conda-lock.yml").withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        if (InstalledTree.holds(file.path())) {
            return Reading.NOTHING;
        }
        if (!(Yaml.read(file.head()).get("package") instanceof Json.JsonArray(List<Json> all))) {
            throw new MalformedFileException("no list of packages");
        }
        var list = PackageList.declared();
        for (var one : all) {
            if (!one.text("category").equals("dev")) {
                purl(one)
                        .ifPresentOrElse(
                                purl -> {
                                    list.add(purl);
                                    list.addNeeds(purl, one.get("dependencies").members().keySet());
                                },
                                () -> list.unusable(one.text("name")));
            }
        }
        return list.reading();
    }

    private static Optional<Purl> purl(Json entry) {
        var name = entry.text("name");
        var version = entry.text("version");
        if (!NAME.matcher(name).matches() || version.isEmpty()) {
            return Optional.empty();
        }
        return switch (entry.text("manager")) {
            case "conda" -> Optional.of(conda(name, version, entry.text("url")));
            case "pip" ->
                    Optional.of(
                            Purl.of(
                                    "pypi",
                                    "",
                                    name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-"),
                                    version));
            default -> Optional.empty();
        };
    }

    private static Purl conda(String name, String version, String url) {
        var purl = Purl.of("conda", "", name, version);
        var address = ADDRESS.matcher(url);
        return address.matches()
                ? purl.withQualifier("build", address.group("build"))
                        .withQualifier("channel", address.group("channel"))
                        .withQualifier("subdir", address.group("subdir"))
                : purl;
    }
}
