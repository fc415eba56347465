package org.tidewaiter.checks.pipeline;

import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;

/// Reads what stands in pipelines of GitLab CI and should be otherwise.
public final class GitLabReader implements FileReader {
    @Override
    public String name() {
        return "gitlab-ci";
    }

    @Override
    public Claims claims() {
        return Claims.paths(
                        "**/.gitlab-ci.yml",
                        "**/.gitlab-ci.yaml",
                        "**/*.gitlab-ci.yml",
                        "**/.gitlab/ci/*.yml")
                .withMaxBytes(PipelineText.MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var yaml = PipelineText.yaml(file);
        return yaml.isEmpty() ? Reading.NOTHING : PipelineRules.readGitLab(yaml.get());
    }
}
