package org.tidewaiter.inventory.ocaml;

import java.util.List;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.licence.SpdxLicences;
import org.tidewaiter.inventory.text.Excerpt;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.model.Purl;

/// Reads the record of a package in an opam switch, `.opam-switch/packages/NAME.VERSION/opam`,
/// whose directory opam itself names after the package.
///
/// @see "opam manual, opam root and file formats"
public final class OpamReader implements FileReader {
    private static final long MAX_BYTES = 1 << 20;
    private static final Pattern PACKAGE =
            Pattern.compile("([A-Za-z0-9_+-]{1,200}+)\\.([A-Za-z0-9_+.~-]{1,100}+)");
    private static final Pattern LICENCE = Pattern.compile("(?m)^license: \"([^\"\\n]{1,200})\"");

    @Override
    public String name() {
        return "opam";
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/.opam-switch/packages/*/opam").withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var segments = file.path().split("/", -1);
        var directory = segments[segments.length - 2];
        var parts = PACKAGE.matcher(directory);
        if (!parts.matches()) {
            throw new MalformedFileException(
                    "the directory is not named after a package: " + Excerpt.of(directory));
        }
        var licence = LICENCE.matcher(file.text());
        return Reading.of(
                PackageSeen.installed(Purl.of("opam", "", parts.group(1), parts.group(2)))
                        .withLicences(
                                licence.find()
                                        ? List.of(SpdxLicences.recognise(licence.group(1)))
                                        : List.of()));
    }
}
