package org.tidewaiter.inventory.node;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.licence.SpdxLicences;
import org.tidewaiter.inventory.text.Excerpt;
import org.tidewaiter.model.Observation.DependenciesSeen;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.model.json.MalformedJsonException;

/// Reads the `package.json` of a package installed in a `node_modules` directory, however deep that
/// is (npm nests, pnpm has `node_modules/.pnpm/NAME@VERSION/node_modules/NAME`).
///
/// A `package.json` anywhere else is no installed package: an application's own, a part of a
/// package that only sets its module type, a test's fixture. The name is the file's, since that of
/// the directory can be an alias.
///
/// @see "npm documentation, package.json"
public final class PackageJsonReader implements FileReader {
    private static final long MAX_BYTES = 2 << 20;
    private static final int MAX_LICENCES = 50;

    @Override
    public String name() {
        return "npm-package";
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/node_modules/*/package.json", "**/node_modules/@*/*/package.json")
                .withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        if (isToolsOwnDirectory(file.path())) {
            return Reading.NOTHING;
        }
        var manifest = json(file);
        var name = manifest.text("name").strip();
        var version = manifest.text("version").strip();
        if (name.isEmpty() || version.isEmpty()) {
            throw new MalformedFileException(
                    "an installed package without "
                            + (name.isEmpty() ? "a name" : "a version")
                            + ", so it cannot be judged");
        }
        var npmName =
                NpmName.parse(name)
                        .orElseThrow(() ->
                                new MalformedFileException(
                                        "not a package name: " + Excerpt.of(name)));
        // npm keeps no list of a package's files: all in its directory are its own
        var seen =
                PackageSeen.installed(npmName.purl(version))
                        .withLicences(licences(manifest))
                        .withFiles(List.of(file.directory()));
        var needs = needs(manifest);
        return needs.isEmpty()
                ? Reading.of(seen)
                : Reading.of(seen, DependenciesSeen.plain(seen.purl(), needs));
    }

    /// `node_modules/.cache`, `.bin` and the like: no package is named so.
    private static boolean isToolsOwnDirectory(String path) {
        var segments = path.split("/", -1);
        return segments[segments.length - 2].startsWith(".");
    }

    private static Json json(ClaimedFile file) throws MalformedFileException {
        try {
            return JsonReader.read(file.head());
        } catch (MalformedJsonException e) {
            throw new MalformedFileException("not valid JSON: " + e.getMessage());
        }
    }

    /// The directories in which Node looks for them, which are not always their names.
    private static Set<String> needs(Json manifest) {
        var needs = new TreeSet<String>();
        for (var member : List.of("dependencies", "optionalDependencies", "peerDependencies")) {
            if (manifest.get(member) instanceof Json.JsonObject(var members)) {
                members.keySet().stream()
                        .filter(name -> NpmName.parse(name).isPresent())
                        .forEach(needs::add);
            }
        }
        return needs;
    }

    /// From `license`, and from `licenses` of older packages; each can be a string, an object with
    /// a `type`, or a list of these.
    private static List<String> licences(Json manifest) {
        var licences = new LinkedHashSet<String>();
        for (var member : List.of(manifest.get("license"), manifest.get("licenses"))) {
            var items = member instanceof Json.JsonArray ? member.items() : List.of(member);
            for (var item : items) {
                var words = item.text().orElseGet(() -> item.text("type"));
                if (!words.isBlank() && licences.size() < MAX_LICENCES) {
                    licences.add(SpdxLicences.recognise(words));
                }
            }
        }
        return new ArrayList<>(licences);
    }
}
