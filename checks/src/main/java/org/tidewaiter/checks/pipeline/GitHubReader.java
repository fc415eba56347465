package org.tidewaiter.checks.pipeline;

import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;

/// Reads what stands in workflows of GitHub Actions and should be otherwise.
public final class GitHubReader implements FileReader {
    @Override
    public String name() {
        return "github-actions";
    }

    @Override
    public Claims claims() {
        return Claims.paths(
                        "**/.github/workflows/*.yml",
                        "**/.github/workflows/*.yaml",
                        "**/.github/actions/**/action.yml",
                        "**/.github/actions/**/action.yaml")
                .withMaxBytes(PipelineText.MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var yaml = PipelineText.yaml(file);
        return yaml.isEmpty() ? Reading.NOTHING : PipelineRules.readGitHub(yaml.get());
    }
}
