package org.tidewaiter.checks.pipeline;

import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;

/// Reads what stands in Jenkinsfiles and should be otherwise.
public final class JenkinsReader implements FileReader {
    @Override
    public String name() {
        return "jenkinsfile";
    }

    @Override
    public Claims claims() {
        return Claims.paths(
                        "**/Jenkinsfile",
                        "**/Jenkinsfile.*",
                        "**/Jenkinsfile-*",
                        "**/*.jenkinsfile")
                .withMaxBytes(PipelineText.MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var text = PipelineText.text(file);
        return text.isEmpty() ? Reading.NOTHING : PipelineRules.readJenkins(text.get());
    }
}
