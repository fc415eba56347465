package org.tidewaiter.inventory.rpm;

import java.util.List;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.JsonText;
import org.tidewaiter.model.Observation.RepositoriesSeen;

/// Reads from which content sets the packages of a layer come that Red Hat built. Which flaws a
/// package has depends on the content set: the same version is mended in one and not in another.
///
/// A content set can name the minor release that it was taken at (`…-rpms__8_DOT_4`), which is left
/// out.
///
/// @see "Red Hat: image content manifests"
public final class ContentManifestReader implements FileReader {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,200}");
    private static final Pattern RELEASE = Pattern.compile("__[0-9]+(_DOT_[0-9]+)?$");

    @Override
    public String name() {
        return "red-hat-content-manifest";
    }

    @Override
    public Claims claims() {
        return Claims.paths(
                        "root/buildinfo/content_manifests/*.json",
                        "usr/share/buildinfo/content-sets.json",
                        "usr/share/buildinfo/content_manifests/*.json")
                .withMaxBytes(16 << 20);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var names =
                JsonText.read(file.head()).get("content_sets").items().stream()
                        .flatMap(item -> item.text().stream())
                        .toList();
        var sets =
                names.stream()
                        .filter(name -> NAME.matcher(name).matches())
                        .map(name -> RELEASE.matcher(name).replaceFirst(""))
                        .distinct()
                        .sorted()
                        .toList();
        return new Reading(
                sets.isEmpty() ? List.of() : List.of(new RepositoriesSeen(sets)),
                names.stream().allMatch(name -> NAME.matcher(name).matches())
                        ? List.of()
                        : List.of("content sets that have no name"));
    }
}
