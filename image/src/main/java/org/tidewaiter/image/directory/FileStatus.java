package org.tidewaiter.image.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.tidewaiter.image.tar.Entry.Kind;

/// What `lstat` says of a file.
///
/// @param mode type and permission bits
/// @param device the file system it is on
record FileStatus(int mode, long uid, long gid, long device, long sizeBytes) {
    private static final int TYPE_BITS = 0170000;
    private static final int DIRECTORY = 0040000;
    private static final int REGULAR = 0100000;
    private static final int SYMLINK = 0120000;

    static FileStatus of(Path file) throws IOException {
        var attributes =
                Files.readAttributes(file, "unix:mode,uid,gid,dev,size", LinkOption.NOFOLLOW_LINKS);
        return new FileStatus(
                (int) number(attributes, "mode"),
                number(attributes, "uid") & 0xffff_ffffL,
                number(attributes, "gid") & 0xffff_ffffL,
                number(attributes, "dev"),
                number(attributes, "size"));
    }

    private static long number(Map<String, Object> attributes, String name) {
        return ((Number) Objects.requireNonNull(attributes.get(name))).longValue();
    }

    Kind kind() {
        return switch (mode & TYPE_BITS) {
            case DIRECTORY -> Kind.DIRECTORY;
            case REGULAR -> Kind.FILE;
            case SYMLINK -> Kind.SYMLINK;
            default -> Kind.OTHER;
        };
    }
}
