package org.tidewaiter.inventory.arch;

import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.model.Observation.FilesOwned;
import org.tidewaiter.model.PackageKey;

/// Reads which files a package of pacman owns, `var/lib/pacman/local/NAME-VERSION-RELEASE/files`:
/// below `%FILES%` a path a line, directories with a slash at the end.
///
/// @see "alpm-db-files(5)"
public final class PacmanFilesReader implements FileReader {
    private static final Pattern FOLDER = Pattern.compile("([^/]+)-[^-/]+-[^-/]+");

    @Override
    public String name() {
        return "pacman-files";
    }

    @Override
    public Claims claims() {
        return Claims.paths("var/lib/pacman/local/*/files");
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var folder = file.directory().substring(0, file.directory().length() - 1);
        var name = FOLDER.matcher(folder.substring(folder.lastIndexOf('/') + 1));
        if (!name.matches()) {
            throw new MalformedFileException("the directory is not named after a package");
        }
        var paths =
                file.text()
                        .lines()
                        .dropWhile(line -> !line.equals("%FILES%"))
                        .skip(1)
                        .takeWhile(line -> !line.isEmpty())
                        .filter(path -> !path.endsWith("/"))
                        .toList();
        return paths.isEmpty()
                ? Reading.NOTHING
                : Reading.of(new FilesOwned(new PackageKey("alpm", name.group(1), ""), paths));
    }
}
