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

/// Reads what stands in Dockerfiles and should be otherwise. What came with somebody else's
/// software is not looked at.
public final class DockerfileReader implements FileReader {
    private static final long MAX_BYTES = 1 << 20;
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
                    ".rb");

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
                        "**/dockerfile",
                        "**/*.dockerfile",
                        "**/*.Dockerfile",
                        "**/Containerfile",
                        "**/Containerfile.*")
                .withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var name = file.fileName().toLowerCase(Locale.ROOT);
        if (Foreign.contains(file.path()) || OTHER_FORMATS.stream().anyMatch(name::endsWith)) {
            return Reading.NOTHING;
        }
        var lines = TextLines.of(file.text());
        var binary = lines.binaryLine();
        if (binary.isPresent()) {
            throw new MalformedFileException(
                    new Unread(binary.get(), "binary content, no Dockerfile").words());
        }
        for (int i = 1; i <= lines.count(); i++) {
            var line = lines.line(i);
            boolean isTemplate =
                    Stream.of("{%", "{{#", "{{ ", "<%", "{{-").anyMatch(line::contains)
                            && !line.contains("format");
            if (isTemplate && !line.strip().startsWith("#") && !name.equals("dockerfile")) {
                throw new MalformedFileException(
                        new Unread(i, "a template that is not rendered: check what it renders to")
                                .words());
            }
        }
        return DockerfileRules.read(file.text());
    }
}
