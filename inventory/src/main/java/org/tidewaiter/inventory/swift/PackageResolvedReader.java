package org.tidewaiter.inventory.swift;

import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.Excerpt;
import org.tidewaiter.inventory.text.JsonText;
import org.tidewaiter.inventory.text.PackageList;
import org.tidewaiter.inventory.text.VcsUrl;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.json.Json;

/// Reads `Package.resolved` of Swift, of versions 1 to 3. What it lists is declared, not proven to
/// be installed. A package is named after its repository, `github.com/apple/swift-nio`; one pinned
/// to a branch or a commit has no version.
///
/// @see "Swift Package Manager documentation; purl type swift"
public final class PackageResolvedReader implements FileReader {
    private static final long MAX_BYTES = 4 << 20;
    private static final Pattern LOCATION =
            Pattern.compile(
                    "(?:(?:https?|ssh|git)://)?(?:[\\w.-]+@)?([\\w.-]+)(?::\\d+)?[:/](.+?)/([^/]+?)"
                            + "(?:\\.git)?/?");

    @Override
    public String name() {
        return "swift-resolved";
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/Package.resolved", "**/.package.resolved").withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var document = JsonText.read(file.head());
        var pins =
                document.has("object") ? document.get("object").get("pins") : document.get("pins");
        if (!(pins instanceof Json.JsonArray)) {
            throw new MalformedFileException("no list of pins");
        }
        var list = PackageList.declared();
        for (var pin : pins.items()) {
            if (!pin.text("kind").equals("localSourceControl")) {
                add(pin, list);
            }
        }
        return list.reading();
    }

    private static void add(Json pin, PackageList list) {
        var address = pin.has("location") ? pin.text("location") : pin.text("repositoryURL");
        var location = LOCATION.matcher(address);
        if (address.length() > 1_000 || !location.matches()) {
            list.gap("a package from nowhere: '%s'".formatted(Excerpt.of(address)));
            return;
        }
        var state = pin.get("state");
        var version = state.text("version");
        var purl =
                Purl.of(
                        "swift",
                        location.group(1) + "/" + location.group(2),
                        location.group(3),
                        version);
        list.add(
                version.isEmpty()
                        ? purl.withQualifier(
                                "vcs_url", VcsUrl.ofGit(address, state.text("revision")))
                        : purl);
    }
}
