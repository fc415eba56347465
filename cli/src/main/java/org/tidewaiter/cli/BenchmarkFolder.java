package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.tidewaiter.checks.host.kubernetes.BenchmarkFiles;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;

/// A folder of benchmarks in the format of kube-bench, on disk.
final class BenchmarkFolder {
    private static final int MAX_FILES = 2_000;
    private static final int MAX_BYTES = 4 << 20;
    private static final int DEPTH = 2;

    private BenchmarkFolder() {}

    /// @throws ProblemException `benchmark-unreadable`
    static BenchmarkFiles read(Path folder) throws ProblemException {
        var texts = new TreeMap<String, String>();
        try (var paths = Files.walk(folder, DEPTH)) {
            for (var path : paths.filter(BenchmarkFolder::isOne).sorted().toList()) {
                if (texts.size() == MAX_FILES) {
                    throw unreadable(
                            folder, new IOException("more than %d files".formatted(MAX_FILES)));
                }
                texts.put(
                        folder.relativize(path).toString().replace('\\', '/'), text(folder, path));
            }
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
        return new BenchmarkFiles(texts);
    }

    private static boolean isOne(Path path) {
        return path.toString().endsWith(".yaml") && Files.isRegularFile(path);
    }

    private static String text(Path folder, Path file) throws IOException, ProblemException {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw unreadable(
                        folder,
                        new IOException("%s has more than %d bytes".formatted(file, MAX_BYTES)));
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /// @param why with a message
    static ProblemException unreadable(Path folder, Exception why) {
        return new ProblemException(
                new Problem(
                        "benchmark-unreadable",
                        "the benchmarks in %s cannot be read: %s"
                                .formatted(folder, why.getMessage()),
                        "give the folder 'cfg' of kube-bench, or one like it"),
                why);
    }
}
