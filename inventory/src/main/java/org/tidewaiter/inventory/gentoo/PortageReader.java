package org.tidewaiter.inventory.gentoo;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.model.Observation.FilesOwned;
import org.tidewaiter.model.Observation.LicencesSeen;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.model.PackageKey;
import org.tidewaiter.model.Purl;

/// Reads portage's record of one installed package, the directory
/// `var/db/pkg/CATEGORY/NAME-VERSION`: that it is there (`PF`), which files it owns (`CONTENTS`),
/// and its licences (`LICENSE`), of which only those are taken that hold without a condition. Slot
/// and repository, which stand in files of their own, are not told.
///
/// @see "Package Manager Specification, 3.2 Version Specifications; portage(5), vardb"
public final class PortageReader implements FileReader {
    private static final Pattern PACKAGE =
            Pattern.compile(
                    ".*/([A-Za-z0-9+_.-]{1,100})/([A-Za-z0-9+_-]{1,200})-([0-9][0-9.]*[a-z]?"
                            + "(?:_(?:alpha|beta|pre|rc|p)[0-9]*)*(?:-r[0-9]+)?)/[A-Z]+");
    private static final int PATH_AT = "obj /".length();
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9+._-]*");

    @Override
    public String name() {
        return "portage";
    }

    @Override
    public Claims claims() {
        return Claims.paths(
                "var/db/pkg/*/*/PF", "var/db/pkg/*/*/CONTENTS", "var/db/pkg/*/*/LICENSE");
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var path = PACKAGE.matcher(file.path());
        if (!path.matches()) {
            throw new MalformedFileException("the directory is not named after a package");
        }
        return switch (file.fileName()) {
            case "PF" ->
                    Reading.of(
                            PackageSeen.installed(
                                    Purl.of(
                                            "ebuild",
                                            path.group(1),
                                            path.group(2),
                                            path.group(3))));
            case "CONTENTS" -> contents(file, key(path));
            default -> licences(file.text(), key(path));
        };
    }

    private static PackageKey key(Matcher path) {
        return new PackageKey("ebuild", path.group(1) + "/" + path.group(2), "");
    }

    /// A kind, a path, and what the kind has: `obj /usr/bin/a SUM TIME`, `sym /a -> b TIME`, `dir
    /// /usr`.
    private static Reading contents(ClaimedFile file, PackageKey owner) {
        var paths =
                file.text()
                        .lines()
                        .map(PortageReader::owned)
                        .filter(path -> !path.isEmpty())
                        .toList();
        return paths.isEmpty() ? Reading.NOTHING : Reading.of(new FilesOwned(owner, paths));
    }

    /// The path without its leading slash; empty for what is neither a file nor a link.
    private static String owned(String line) {
        int end =
                line.startsWith("obj /")
                        ? line.lastIndexOf(' ', line.lastIndexOf(' ') - 1)
                        : line.startsWith("sym /") ? line.indexOf(" -> ") : -1;
        return end > PATH_AT ? line.substring(PATH_AT, end) : "";
    }

    /// Names of files below `licenses/`, perhaps with groups and conditions: `GPL-2 || ( MIT BSD
    /// )`.
    private static Reading licences(String text, PackageKey owner) {
        var words = List.of(text.strip().split("\\s+"));
        return words.stream().allMatch(word -> WORD.matcher(word).matches())
                ? Reading.of(new LicencesSeen(owner, words))
                : Reading.NOTHING;
    }
}
