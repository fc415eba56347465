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
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.model.Problem;
import org.tidewaiter.scan.BillFile;

/// Looks for bills of materials in a folder and in those below it. Links to folders are not
/// followed there; the folder itself may be one.
final class BillFolder extends SimpleFileVisitor<Path> {
    private final List<Found> found = new ArrayList<>();
    private final Path folder;
    private final Path real;
    private final Predicate<Path> isLeftOut;

    private BillFolder(Path folder, Predicate<Path> isLeftOut) throws IOException {
        this.folder = folder;
        this.real = folder.toRealPath();
        this.isLeftOut = isLeftOut;
    }

    /// A file that begins like a bill, or what may hold one but cannot be looked into.
    ///
    /// @param path that begins as the folder was named
    /// @param problem why it cannot
    record Found(Path path, Optional<Problem> problem) {}

    /// @param isLeftOut given the real paths of folders
    /// @return sorted; the folder with a problem if there is nothing in it
    static List<Found> search(Path folder, Predicate<Path> isLeftOut) throws IOException {
        var search = new BillFolder(folder, isLeftOut);
        Files.walkFileTree(search.real, search);
        if (search.found.isEmpty()) {
            search.found.add(new Found(folder, Optional.of(none(folder))));
        }
        search.found.sort(Comparator.comparing(Found::path));
        return search.found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        return isLeftOut.test(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (Files.isRegularFile(file)) {
            if (!Files.isReadable(file)) {
                return visitFileFailed(file, new AccessDeniedException(file.toString()));
            }
            if (BillFile.named(file.toString()).isPresent()) {
                found.add(new Found(named(file), Optional.empty()));
            }
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException failure) {
        var named = named(path);
        found.add(new Found(named, Optional.of(unreadable(named, failure))));
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) {
        return failure == null ? FileVisitResult.CONTINUE : visitFileFailed(folder, failure);
    }

    private Path named(Path found) {
        return folder.resolve(real.relativize(found));
    }

    private static Problem none(Path folder) {
        return new Problem(
                "sbom-not-found",
                "'%s' has no bill of materials in it".formatted(folder),
                "write one there with 'tidewaiter inventory', or name another folder; links to"
                        + " folders are not followed, and what is kept of the last time is no bill");
    }

    private static Problem unreadable(Path path, IOException e) {
        return new Problem(
                "sbom-unreadable",
                "'%s' could not be read: %s".formatted(path, e.getMessage()),
                "check the file and its permissions");
    }
}
