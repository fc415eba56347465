package org.tidewaiter.checks.pipeline;

import java.util.Optional;
import org.tidewaiter.checks.document.TextLines;
import org.tidewaiter.checks.document.Unread;
import org.tidewaiter.checks.document.YamlFile;
import org.tidewaiter.checks.rule.Foreign;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.MalformedFileException;

/// The text of a pipeline's file.
final class PipelineText {
    static final long MAX_BYTES = 2 << 20;

    private PipelineText() {}

    /// @return nothing for one that came with somebody else's software
    /// @throws MalformedFileException if it is binary
    static Optional<String> text(ClaimedFile file) throws MalformedFileException {
        if (Foreign.contains(file.path())) {
            return Optional.empty();
        }
        var text = file.text();
        var binary = TextLines.of(text).binaryLine();
        if (binary.isPresent()) {
            throw new MalformedFileException(
                    new Unread(binary.get(), "binary content, no pipeline").words());
        }
        return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    static Optional<YamlFile> yaml(ClaimedFile file) throws MalformedFileException {
        return text(file).map(YamlFile::parse);
    }
}
