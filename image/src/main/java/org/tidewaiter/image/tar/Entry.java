package org.tidewaiter.image.tar;

import java.util.Optional;

/// One file system entry of a layer or a directory tree.
///
/// @param path without a leading slash and without `.` or `..` segments; empty for the root itself
/// @param sizeBytes of the content; 0 for anything but a file
/// @param mode permission bits with set-user-id, set-group-id and sticky bit
/// @param linkTarget for a symbolic link as stored; for a hard link a path from the root,
///   normalised like `path`; otherwise empty
/// @param capabilities of a file; nothing where the source cannot tell
/// @param oddity one sentence where the entry is not all that it should be: its name leaves the
///   root, so that `path` is only the nearest safe reading of it; or it may not be read
public record Entry(
        String path,
        Kind kind,
        long sizeBytes,
        int mode,
        long uid,
        long gid,
        String linkTarget,
        Optional<FileCapabilities> capabilities,
        Optional<String> oddity) {

    /// One that stands in a list, with names as tars have them, which are made safe here.
    ///
    /// @param linkName of a symbolic or a hard link
    public static Entry listed(
            String name,
            Kind kind,
            long sizeBytes,
            int mode,
            long uid,
            long gid,
            String linkName,
            Optional<FileCapabilities> capabilities) {
        var path = EntryPath.of(EntryPath.withoutSlash(name));
        var oddity = path.oddity();
        var target = kind == Kind.SYMLINK ? linkName : "";
        if (kind == Kind.HARD_LINK) {
            var link = EntryPath.of(linkName);
            oddity = oddity.or(link::oddity);
            target = link.value();
        }
        return new Entry(
                path.value(), kind, sizeBytes, mode, uid, gid, target, capabilities, oddity);
    }

    /// Where a symbolic link leads, as a path from the root like `path`.
    public String linkedPath() {
        var from = linkTarget.startsWith("/") ? "" : path + "/../";
        return EntryPath.of(from + linkTarget).value();
    }

    /// What an entry is. Devices, pipes and sockets have nothing to read: [#OTHER].
    public enum Kind {
        FILE,
        DIRECTORY,
        SYMLINK,
        HARD_LINK,
        OTHER
    }
}
