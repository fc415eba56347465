package org.tidewaiter.checks.host;

import java.util.Optional;

/// Who owns a file, and who may do what with it.
///
/// @param mode the twelve permission bits
/// @param device the file system that it is on
/// @param link what a symbolic link says, as it stands there
/// @see "inode(7)"
public record FileStat(
        Type type,
        int mode,
        long uid,
        long gid,
        long device,
        long sizeBytes,
        Optional<String> link) {
    private static final int ALL_BITS = 07777;

    public FileStat {
        if ((mode & ~ALL_BITS) != 0) {
            throw new IllegalArgumentException("more than permission bits: " + mode);
        }
    }

    public enum Type {
        FILE,
        DIRECTORY,
        LINK,
        SOCKET,
        /// A device or a pipe.
        OTHER
    }

    /// Whether it permits nothing beyond what a mode permits. Modes are sets of bits, not numbers:
    /// 0577 is smaller than 0644 and permits more.
    public boolean isAtMost(int permitted) {
        return (mode & ~permitted) == 0;
    }

    /// The mode as `chmod` takes it: `644`, `1777`.
    public String octal() {
        return "%03o".formatted(mode);
    }
}
