package org.tidewaiter.inventory.conan;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.JsonText;
import org.tidewaiter.inventory.text.PackageList;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.json.Json;

/// Reads `conan.lock` of Conan 1 (a graph) and 2 (lists). What it lists is declared, not proven to
/// be installed. Left out: what only building needs, and the project itself.
///
/// @see "Conan documentation, lockfiles"
public final class ConanLockReader implements FileReader {
    private static final long MAX_BYTES = 8 << 20;

    /// `name/version@user/channel#recipe revision%time`.
    private static final Pattern REFERENCE =
            Pattern.compile(
                    "([A-Za-z0-9_+.-]{1,100}+)/([^/@#%\\s]{1,100}+)"
                            + "(?:@(?:([^/#%\\s]*+)/([^/#%\\s]*+))?)?+(?:#([^%\\s]*+))?+(?:%.*)?");

    @Override
    public String name() {
        return "conan-lock";
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/conan.lock").withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var lock = JsonText.read(file.head());
        var list = PackageList.declared();
        if (lock.has("graph_lock")) {
            for (var node : lock.get("graph_lock").get("nodes").members().values()) {
                // the project itself has the path of its recipe, and perhaps no reference
                boolean isForBuilding = node.text("context").equals("build");
                if (!node.has("path") && !isForBuilding) {
                    add(node.text("ref"), list);
                }
            }
        } else if (lock.get("requires") instanceof Json.JsonArray requires) {
            requires.items().forEach(item -> add(item.text().orElse(""), list));
        } else {
            throw new MalformedFileException("neither a graph nor a list of what is required");
        }
        return list.reading();
    }

    private static void add(String text, PackageList list) {
        var reference = REFERENCE.matcher(text);
        if (!reference.matches()) {
            list.unusable(text);
            return;
        }
        list.add(
                Purl.of("conan", "", reference.group(1), reference.group(2))
                        .withQualifier("user", known(reference.group(3)))
                        .withQualifier("channel", known(reference.group(4)))
                        .withQualifier("rrev", known(reference.group(5))));
    }

    private static String known(@Nullable String part) {
        return part == null || part.equals("_") ? "" : part;
    }
}
