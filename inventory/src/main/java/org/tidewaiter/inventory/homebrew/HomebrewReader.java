package org.tidewaiter.inventory.homebrew;

import java.util.List;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.licence.SpdxLicences;
import org.tidewaiter.inventory.text.JsonText;
import org.tidewaiter.model.Observation.LicencesSeen;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.model.PackageKey;
import org.tidewaiter.model.Purl;

/// Reads what Homebrew keeps in the directory of an installed formula, `Cellar/NAME/VERSION`:
/// `INSTALL_RECEIPT.json`, and the licence in `.brew/NAME.rb` where it is a single one. The formula
/// owns all of the directory. One of another tap than `homebrew/core` has the tap as namespace. Of
/// a cask, which is a program as its maker builds it, the version stands in the path of its record,
/// `Caskroom/NAME/.metadata/VERSION/TIME/Casks/NAME.json`; its namespace is `homebrew/cask`.
///
/// @see "Homebrew source, tab.rb and cask/metadata.rb"
public final class HomebrewReader implements FileReader {
    private static final Pattern PATH =
            Pattern.compile("(?:.*/)?Cellar/([^/]{1,200})/([^/]{1,200})/.*");
    private static final Pattern CASK =
            Pattern.compile(
                    "((?:.*/)?Caskroom/([^/]{1,200})/)\\.metadata/([^/]{1,200})/[^/]+/Casks/[^/]+");
    private static final Pattern TAP = Pattern.compile("[a-z0-9_.-]{1,100}/[a-z0-9_.-]{1,100}");
    private static final Pattern LICENCE =
            Pattern.compile("^ +license \"([^\"\n]{1,200})\" *$", Pattern.MULTILINE);
    private static final String CORE = "homebrew/core";

    @Override
    public String name() {
        return "homebrew";
    }

    @Override
    public Claims claims() {
        return Claims.paths(
                        "**/Cellar/*/*/INSTALL_RECEIPT.json",
                        "**/Cellar/*/*/.brew/*.rb",
                        "**/Caskroom/*/.metadata/*/*/Casks/*")
                .withMaxBytes(8 << 20);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var cask = CASK.matcher(file.path());
        if (cask.matches()) {
            return Reading.of(
                    PackageSeen.installed(
                                    Purl.of("brew", "homebrew/cask", cask.group(2), cask.group(3)))
                            .withFiles(List.of(cask.group(1))));
        }
        var path = PATH.matcher(file.path());
        if (!path.matches()) {
            throw new MalformedFileException("not in the directory of a formula");
        }
        var name = path.group(1);
        if (file.fileName().endsWith(".rb")) {
            return licences(file.text(), name);
        }
        var tap = JsonText.read(file.head()).get("source").text("tap");
        var namespace = TAP.matcher(tap).matches() && !tap.equals(CORE) ? tap : "";
        return Reading.of(
                PackageSeen.installed(Purl.of("brew", namespace, name, path.group(2)))
                        .withFiles(List.of(file.directory())));
    }

    private static Reading licences(String text, String name) {
        var licence = LICENCE.matcher(text);
        return licence.find()
                ? Reading.of(
                        new LicencesSeen(
                                new PackageKey("brew", name, ""),
                                List.of(SpdxLicences.recognise(licence.group(1)))))
                : Reading.NOTHING;
    }
}
