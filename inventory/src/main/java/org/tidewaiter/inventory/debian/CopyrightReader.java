package org.tidewaiter.inventory.debian;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.ControlFile;
import org.tidewaiter.model.Observation.LicencesSeen;
import org.tidewaiter.model.PackageKey;

/// Reads the licences that a Debian package states in its copyright file: the short names of the
/// machine-readable form; where the file is prose, the texts under `/usr/share/common-licenses`
/// that it points to, and whether the words before that allow any later version. Prose that points
/// to none gives nothing, for no words are guessed at.
///
/// @see "Debian copyright format 1.0 (DEP-5)"
public final class CopyrightReader implements FileReader {
    private static final Set<String> FIELDS = Set.of("format", "license");
    private static final Pattern COMMON =
            Pattern.compile("/usr/share/common-licenses/([A-Za-z0-9][A-Za-z0-9.+-]*)");

    private static final Pattern VERSIONED = Pattern.compile("(?:[AL]?GPL|GFDL)-[0-9.]+");
    private static final Pattern LATER_VERSION =
            Pattern.compile("any\\s+later\\s+version", Pattern.CASE_INSENSITIVE);

    /// Where a package's copyright file is, perhaps through a link.
    public static String pathOf(String packageName) {
        return "usr/share/doc/" + packageName + "/copyright";
    }

    @Override
    public String name() {
        return "debian-copyright";
    }

    @Override
    public Claims claims() {
        return Claims.paths(pathOf("*"));
    }

    @Override
    public Reading read(ClaimedFile file) {
        var text = file.text();
        var licences = machineReadable(text);
        if (licences.isEmpty()) {
            licences = commonLicences(text);
        }
        if (licences.isEmpty()) {
            return Reading.NOTHING;
        }
        var folder = file.path().substring(0, file.path().lastIndexOf('/'));
        var name = folder.substring(folder.lastIndexOf('/') + 1);
        return Reading.of(
                new LicencesSeen(new PackageKey("deb", name, ""), licences.stream().toList()));
    }

    private static Set<String> machineReadable(String text) {
        var licences = new TreeSet<String>();
        var paragraphs = ControlFile.paragraphs(text, FIELDS);
        if (paragraphs.isEmpty() || paragraphs.getFirst().field("format").isEmpty()) {
            return licences;
        }
        for (var paragraph : paragraphs) {
            var licence = paragraph.field("license");
            if (!licence.isEmpty()) {
                licences.add(licence);
            }
        }
        return licences;
    }

    private static Set<String> commonLicences(String text) {
        var licences = new TreeSet<String>();
        var matcher = COMMON.matcher(text);
        int start = 0;
        while (matcher.find()) {
            var name = matcher.group(1);
            // the sentence's full stop is not the licence's
            var bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
            var before = text.substring(start, matcher.start());
            boolean isOrLater =
                    VERSIONED.matcher(bare).matches() && LATER_VERSION.matcher(before).find();
            licences.add(isOrLater ? bare + "+" : bare);
            start = matcher.end();
        }
        return licences;
    }
}
