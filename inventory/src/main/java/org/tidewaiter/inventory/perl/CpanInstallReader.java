package org.tidewaiter.inventory.perl;

import java.util.Optional;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.JsonText;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.model.Purl;

/// Reads the record that cpanm, cpm and Carton leave of a distribution they installed,
/// `.meta/NAME-VERSION/install.json`.
///
/// @see "App::cpanminus source, save_meta"
public final class CpanInstallReader implements FileReader {
    private static final long MAX_BYTES = 4 << 20;
    private static final Pattern DISTRIBUTION =
            Pattern.compile("([A-Za-z][\\w+.-]{0,198}?)-(v?\\d[\\w.]{0,99}+)(?:-TRIAL)?");

    @Override
    public String name() {
        return "cpan-install";
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/.meta/*/install.json").withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var purl =
                purl(JsonText.read(file.head()).text("dist"))
                        .orElseThrow(() ->
                                new MalformedFileException(
                                        "an installed distribution without a name and a version"));
        return Reading.of(PackageSeen.installed(purl));
    }

    private static Optional<Purl> purl(String distribution) {
        var parts = DISTRIBUTION.matcher(distribution);
        return parts.matches()
                ? Optional.of(Purl.of("cpan", "", parts.group(1), parts.group(2)))
                : Optional.empty();
    }
}
