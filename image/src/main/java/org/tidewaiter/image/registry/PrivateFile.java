package org.tidewaiter.image.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// Writes a file that only its owner may read (mode 0600).
final class PrivateFile {
    private PrivateFile() {}

    /// Replaces the file whole or leaves it as it was. A symbolic link stays, and the file it leads
    /// to is replaced; a folder that is not there is made (mode 0700).
    static void replace(Path file, byte[] bytes) throws IOException {
        var target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        var folder = target.getParent();
        if (folder == null || Files.isSymbolicLink(target)) {
            throw new IOException("it is a folder, or a link that leads nowhere");
        }
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, ownerOnly(folder));
        }
        // a temporary file is made with mode 0600
        var draft = Files.createTempFile(folder, ".tidewaiter-", ".part");
        try {
            Files.write(draft, bytes);
            Files.move(
                    draft,
                    target,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path folder) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }
}
