package org.tidewaiter.inventory.php;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.licence.SpdxLicences;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.model.Purl;

/// Reads PEAR's record of one package that `pear` or `pecl` installed,
/// `.registry/.channel.CHANNEL/NAME.reg`; without a folder it is of the channel `pear.php.net`. The
/// record is in PHP's serialised form, of which only strings of known keys are taken.
///
/// @see "PEAR source, PEAR/Registry.php; PHP manual, serialize"
public final class PearRegistryReader implements FileReader {
    private static final long MAX_BYTES = 8 << 20;
    private static final int MAX_FILES = 100_000;
    private static final String CHANNEL_FOLDER = "/.channel.";
    private static final String DEFAULT_CHANNEL = "pear.php.net";

    private static final Pattern NAME = string("name");
    private static final Pattern OLD_NAME = string("package");
    private static final Pattern RELEASE =
            Pattern.compile(
                    "s:7:\"version\";(?:a:\\d+:\\{s:7:\"release\";)?s:\\d+:\"([^\"]{1,100})\";");
    private static final Pattern LICENCE =
            Pattern.compile(
                    "s:7:\"license\";(?:a:\\d+:\\{[^}]{0,400}?s:8:\"_content\";)?s:\\d+:\"([^\"]{1,200})\";");
    private static final Pattern FILE = string("installed_as");
    private static final Pattern PART = Pattern.compile("[\\w.-]{1,100}+");

    @Override
    public String name() {
        return "pear-registry";
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/.registry/*.reg", "**/.registry/.channel.*/*.reg")
                .withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var text = file.text();
        var name = first(OLD_NAME, text).or(() -> first(NAME, text)).orElse("");
        var version = first(RELEASE, text).orElse("");
        var channel = channel(file.path());
        if (!PART.matcher(name).matches()
                || !PART.matcher(version).matches()
                || !PART.matcher(channel).matches()) {
            throw new MalformedFileException(
                    "an installed package without a name and a version, so it cannot be judged");
        }
        return Reading.of(
                PackageSeen.installed(Purl.of("pear", channel, name, version))
                        .withLicences(
                                first(LICENCE, text).map(SpdxLicences::recognise).stream().toList())
                        .withFiles(files(text)));
    }

    private static Pattern string(String key) {
        return Pattern.compile(
                "s:%d:\"%s\";s:\\d+:\"([^\"]{1,1000})\";".formatted(key.length(), key));
    }

    private static Optional<String> first(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    private static String channel(String path) {
        int folder = path.lastIndexOf(CHANNEL_FOLDER);
        return folder < 0
                ? DEFAULT_CHANNEL
                : path.substring(folder + CHANNEL_FOLDER.length(), path.lastIndexOf('/'));
    }

    private static List<String> files(String text) {
        return FILE.matcher(text)
                .results()
                .limit(MAX_FILES)
                .map(found -> found.group(1).replaceFirst("^/+", ""))
                .toList();
    }
}
