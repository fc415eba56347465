package org.tidewaiter.checks.dockerfile;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.tidewaiter.checks.document.TextLines;
import org.tidewaiter.checks.document.Unread;
import org.tidewaiter.checks.rule.Foreign;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;

/// Reads what stands in Dockerfiles and should be otherwise. A file of a name that other formats
/// have too, `Dockerfile.go`, is one if it starts as one. What came with somebody else's software
/// is not looked at.
public final class DockerfileReader implements FileReader {
    private static final long MAX_BYTES = 1 << 20;
    private static final int MAX_FIRST = 2_000;
    private static final List<String> OTHER_FORMATS =
            List.of(
                    ".dockerignore",
                    ".md",
                    ".txt",
                    ".html",
                    ".py",
                    ".go",
                    ".js",
                    ".ts",
                    ".java",
                    ".sh",
                    ".json",
                    ".yml",
                    ".yaml",
                    ".png",
                    ".svg",
                    ".vim",
                    ".gz",
                    ".rb",
                    ".pyc",
                    ".class",
                    ".so",
                    ".c",
                    ".rs",
                    ".lua");

    @Override
    public String name() {
        return "dockerfile";
    }

    @Override
    public Claims claims() {
        return Claims.paths(
                        "**/Dockerfile",
                        "**/Dockerfile.*",
                        "**/Dockerfile-*",
                        "**/Dockerfile_*",
                        "**/dockerfile",
                        "**/dockerfile.*",
                        "**/dockerfile-*",
                        "**/dockerfile_*",
                        "**/DOCKERFILE",
                        "**/DOCKERFILE.*",
                        "**/*.dockerfile",
                        "**/*.Dockerfile",
                        "**/*.DOCKERFILE",
                        "**/*-Dockerfile",
                        "**/*_Dockerfile",
                        "**/Containerfile",
                        "**/Containerfile.*",
                        "**/Containerfile-*",
                        "**/Containerfile_*",
                        "**/containerfile",
                        "**/containerfile.*",
                        "**/*.containerfile",
                        "**/*.Containerfile")
                .withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        if (Foreign.contains(file.path())) {
            return Reading.NOTHING;
        }
        var lines = TextLines.of(file.text());
        var name = file.fileName().toLowerCase(Locale.ROOT);
        if (OTHER_FORMATS.stream().anyMatch(name::endsWith) && !startsAsOne(lines)) {
            return Reading.NOTHING;
        }
        var binary = lines.binaryLine();
        if (binary.isPresent()) {
            throw new MalformedFileException(
                    new Unread(binary.get(), "binary content, no Dockerfile").words());
        }
        return DockerfileRules.read(file.text());
    }

    /// Whether the first instruction is `ARG` or `FROM`, with as many words as it takes: `from a
    /// import b` is none.
    private static boolean startsAsOne(TextLines lines) {
        return lines.lines().stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .findFirst()
                .filter(line -> line.length() < MAX_FIRST)
                .filter(DockerfileReader::isFirst)
                .isPresent();
    }

    private static boolean isFirst(String line) {
        var words =
                Stream.of(line.split("\\s+", -1)).filter(word -> !word.startsWith("--")).toList();
        return switch (words.getFirst().toUpperCase(Locale.ROOT)) {
            case "ARG" -> words.size() > 1;
            case "FROM" ->
                    words.size() == 2 || (words.size() == 4 && words.get(2).equalsIgnoreCase("as"));
            default -> false;
        };
    }
}
