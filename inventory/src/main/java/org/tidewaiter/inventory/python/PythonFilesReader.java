package org.tidewaiter.inventory.python;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Optional;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.Excerpt;
import org.tidewaiter.model.Observation.FilesOwned;

/// Reads which files an installed Python distribution owns: `RECORD` of a `.dist-info` directory
/// (CSV, paths from the directory above it) and `installed-files.txt` of an `.egg-info` directory
/// (a path a line, from the directory itself).
///
/// @see "Python packaging specifications, recording installed projects, the RECORD file"
public final class PythonFilesReader implements FileReader {
    private static final long MAX_BYTES = 32 << 20;

    @Override
    public String name() {
        return "python-files";
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/*.dist-info/RECORD", "**/*.egg-info/installed-files.txt")
                .withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var directory = parent(file.path());
        boolean isRecord = file.path().endsWith("/RECORD");
        var base = isRecord ? parent(directory) : directory;
        var files = new ArrayList<String>();
        for (var line : (Iterable<String>) file.text().lines()::iterator) {
            var path = isRecord ? firstCsvField(line) : line.strip();
            if (!path.isEmpty()) {
                resolve(base, path).ifPresent(files::add);
            }
        }
        return Reading.of(new FilesOwned(name(directory).key(), files));
    }

    /// The directory is named `NAME-VERSION.dist-info`, or `NAME[-VERSION[-pyX.Y]].egg-info`; in
    /// both the name has no hyphen.
    private static PythonName name(String directory) throws MalformedFileException {
        var last = directory.substring(directory.lastIndexOf('/') + 1);
        var stem = last.substring(0, last.lastIndexOf('.'));
        int hyphen = stem.indexOf('-');
        var name = hyphen < 0 ? stem : stem.substring(0, hyphen);
        return PythonName.parse(name)
                .orElseThrow(() ->
                        new MalformedFileException(
                                "the directory is not named after a distribution: "
                                        + Excerpt.of(last)));
    }

    private static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    /// A path with a comma or a quote stands in quotes, with quotes doubled.
    private static String firstCsvField(String line) {
        if (!line.startsWith("\"")) {
            int comma = line.indexOf(',');
            return comma < 0 ? line : line.substring(0, comma);
        }
        var field = new StringBuilder();
        for (int i = 1; i < line.length(); i++) {
            if (line.charAt(i) != '"') {
                field.append(line.charAt(i));
            } else if (i + 1 < line.length() && line.charAt(i + 1) == '"') {
                field.append('"');
                i++;
            } else {
                break;
            }
        }
        return field.toString();
    }

    /// @return nothing if the path leads out of the image
    private static Optional<String> resolve(String base, String path) {
        var segments = new ArrayDeque<String>();
        var whole = path.startsWith("/") ? path : base + "/" + path;
        for (var segment : whole.replace('\\', '/').split("/", -1)) {
            if (segment.equals("..")) {
                if (segments.pollLast() == null) {
                    return Optional.empty();
                }
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        return segments.isEmpty() ? Optional.empty() : Optional.of(String.join("/", segments));
    }
}
