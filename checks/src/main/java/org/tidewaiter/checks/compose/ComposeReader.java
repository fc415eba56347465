package org.tidewaiter.checks.compose;

import org.tidewaiter.checks.document.TextLines;
import org.tidewaiter.checks.document.Unread;
import org.tidewaiter.checks.document.YamlFile;
import org.tidewaiter.checks.rule.Foreign;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;

/// Reads what stands in Compose files and should be otherwise.
public final class ComposeReader implements FileReader {
    private static final long MAX_BYTES = 4 << 20;

    @Override
    public String name() {
        return "compose";
    }

    @Override
    public Claims claims() {
        return Claims.paths(
                        "**/compose.yaml",
                        "**/compose.yml",
                        "**/compose.*.yaml",
                        "**/compose.*.yml",
                        "**/compose-*.yaml",
                        "**/compose-*.yml",
                        "**/docker-compose.yaml",
                        "**/docker-compose.yml",
                        "**/docker-compose.*.yaml",
                        "**/docker-compose.*.yml",
                        "**/docker-compose-*.yaml",
                        "**/docker-compose-*.yml",
                        "**/*.compose.yaml",
                        "**/*.compose.yml",
                        "**/podman-compose.yaml",
                        "**/podman-compose.yml")
                .withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        if (Foreign.contains(file.path())) {
            return Reading.NOTHING;
        }
        var text = file.text();
        var binary = TextLines.of(text).binaryLine();
        if (binary.isPresent()) {
            throw new MalformedFileException(
                    new Unread(binary.get(), "binary content, no Compose file").words());
        }
        return ComposeRules.read(YamlFile.parse(text));
    }
}
