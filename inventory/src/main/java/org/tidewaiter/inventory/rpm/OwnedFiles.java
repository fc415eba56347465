package org.tidewaiter.inventory.rpm;

import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.image.reader.MalformedFileException;

/// Works out which files the packages of one database own, and how many that may be.
///
/// Directories are left out, since rpm does not own what is in them; so are ghosts, which a program
/// makes and no package brings; and files that were not installed, or that another package's file
/// replaced.
final class OwnedFiles {
    private static final int MAX_FILES = 1_000_000;
    private static final long MAX_CHARACTERS = 64L << 20;
    private static final int MAX_PATH_LENGTH = 4_096;

    private static final int FILE_TYPE = 0170000;
    private static final int DIRECTORY = 0040000;
    private static final int GHOST = 1 << 6;
    private static final int NORMAL = 0;

    private int files;
    private long characters;

    /// @return without leading slashes
    /// @throws MalformedFileException if the lists do not fit each other, or there are too many
    ///   files for one image
    List<String> of(RpmHeader header) throws MalformedFileException {
        var paths = paths(header);
        var modes = column(header, RpmHeader.FILE_MODES, paths.size());
        var flags = column(header, RpmHeader.FILE_FLAGS, paths.size());
        var states = column(header, RpmHeader.FILE_STATES, paths.size());
        var owned = new ArrayList<String>();
        for (int i = 0; i < paths.size(); i++) {
            boolean isDirectory = modes.length > 0 && (modes[i] & FILE_TYPE) == DIRECTORY;
            boolean isGhost = flags.length > 0 && (flags[i] & GHOST) != 0;
            boolean isThere = states.length == 0 || states[i] == NORMAL;
            if (!isDirectory && !isGhost && isThere) {
                owned.add(paths.get(i));
            }
        }
        return owned;
    }

    private List<String> paths(RpmHeader header) throws MalformedFileException {
        var names = header.texts(RpmHeader.BASE_NAMES);
        if (names.isEmpty()) {
            var whole = header.texts(RpmHeader.OLD_FILE_NAMES); // before rpm 4
            var paths = new ArrayList<String>(whole.size());
            for (var path : whole) {
                paths.add(path("", path));
            }
            return paths;
        }
        var directories = header.texts(RpmHeader.DIRECTORY_NAMES);
        var indexes = column(header, RpmHeader.DIRECTORY_INDEXES, names.size());
        var paths = new ArrayList<String>(names.size());
        for (int i = 0; i < names.size(); i++) {
            if (indexes.length == 0 || indexes[i] < 0 || indexes[i] >= directories.size()) {
                throw new MalformedFileException("a file in no directory");
            }
            paths.add(path(directories.get(indexes[i]), names.get(i)));
        }
        return paths;
    }

    /// @return as long as the list of files, or empty where the header does not have it
    private static int[] column(RpmHeader header, int tag, int length)
            throws MalformedFileException {
        var column = header.numbers(tag);
        if (column.length != 0 && column.length != length) {
            throw new MalformedFileException("tag %d is not as long as its list".formatted(tag));
        }
        return column;
    }

    private String path(String directory, String name) throws MalformedFileException {
        int length = directory.length() + name.length();
        if (length > MAX_PATH_LENGTH) {
            throw new MalformedFileException("a path that no file system has");
        }
        files++;
        characters += length;
        if (files > MAX_FILES || characters > MAX_CHARACTERS) {
            throw new MalformedFileException("too many files for one image");
        }
        var path = directory + name;
        return path.startsWith("/") ? path.substring(1) : path;
    }
}
