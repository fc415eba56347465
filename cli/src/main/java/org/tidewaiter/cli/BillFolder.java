package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.scan.BillFile;

/// Looks for bills of materials in a folder and in those below it. Links to folders are not
/// followed.
final class BillFolder extends SimpleFileVisitor<Path> {
    private final List<Found> found = new ArrayList<>();
    private final String leftOut;

    private BillFolder(String leftOut) {
        this.leftOut = leftOut;
    }

    /// A file that begins like a bill, or what may hold one but cannot be looked into.
    ///
    /// @param failure why it cannot
    record Found(Path path, Optional<IOException> failure) {}

    /// @param leftOut the name of folders that are passed over
    /// @return sorted
    static List<Found> search(Path folder, String leftOut) throws IOException {
        var search = new BillFolder(leftOut);
        Files.walkFileTree(folder, search);
        search.found.sort(Comparator.comparing(Found::path));
        return search.found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        var name = folder.getFileName();
        return name != null && name.toString().equals(leftOut)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (Files.isRegularFile(file)) {
            if (!Files.isReadable(file)) {
                return visitFileFailed(file, new AccessDeniedException(file.toString()));
            }
            if (BillFile.named(file.toString()).isPresent()) {
                found.add(new Found(file, Optional.empty()));
            }
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException failure) {
        found.add(new Found(path, Optional.of(failure)));
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) {
        return failure == null ? FileVisitResult.CONTINUE : visitFileFailed(folder, failure);
    }
}
