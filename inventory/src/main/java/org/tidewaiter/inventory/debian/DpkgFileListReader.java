package org.tidewaiter.inventory.debian;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.model.Observation.FilesOwned;
import org.tidewaiter.model.PackageKey;

/// Reads which files a Debian package owns: `NAME[:ARCH].list`, a path a line, and
/// `NAME[:ARCH].md5sums`, a sum and a path a line. The former names directories too.
public final class DpkgFileListReader implements FileReader {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9+.-]*");
    private static final Pattern SUM = Pattern.compile("[0-9a-f]{32} [ *]");

    @Override
    public String name() {
        return "dpkg-files";
    }

    @Override
    public Claims claims() {
        return Claims.paths(
                "var/lib/dpkg/info/*.list",
                "var/lib/dpkg/info/*.md5sums",
                "var/lib/dpkg/status.d/*.md5sums");
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var fileName = file.fileName();
        int dot = fileName.lastIndexOf('.');
        var owner = owner(fileName.substring(0, dot));
        boolean sums = fileName.endsWith(".md5sums");
        List<String> paths;
        try {
            paths =
                    file.text()
                            .lines()
                            .filter(line -> !line.isBlank())
                            .map(line -> sums ? afterSum(line) : line)
                            .map(DpkgFileListReader::relative)
                            .filter(path -> !path.isEmpty())
                            .toList();
        } catch (IllegalArgumentException e) {
            throw new MalformedFileException(String.valueOf(e.getMessage()));
        }
        return Reading.of(new FilesOwned(owner, paths));
    }

    /// Some distroless images write the name in base 64, which no package name looks like.
    private static PackageKey owner(String stem) throws MalformedFileException {
        int colon = stem.indexOf(':');
        var name = colon < 0 ? stem : stem.substring(0, colon);
        var architecture = colon < 0 ? "" : stem.substring(colon + 1);
        if (!NAME.matcher(name).matches()) {
            name =
                    decoded(name)
                            .filter(plain -> NAME.matcher(plain).matches())
                            .orElseThrow(() ->
                                    new MalformedFileException(
                                            "the file is not named after a package"));
        }
        return new PackageKey("deb", name, architecture);
    }

    private static Optional<String> decoded(String name) {
        try {
            return Optional.of(
                    new String(Base64.getDecoder().decode(name), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static String afterSum(String line) {
        var matcher = SUM.matcher(line);
        if (!matcher.lookingAt()) {
            throw new IllegalArgumentException("a line that is no sum and path");
        }
        return line.substring(matcher.end());
    }

    private static String relative(String path) {
        if (path.startsWith("./")) {
            path = path.substring(1);
        }
        return path.equals("/.") ? "" : path.startsWith("/") ? path.substring(1) : path;
    }
}
