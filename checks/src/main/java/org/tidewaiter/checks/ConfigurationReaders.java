package org.tidewaiter.checks;

import java.util.List;
import org.tidewaiter.checks.compose.ComposeReader;
import org.tidewaiter.checks.dockerfile.DockerfileReader;
import org.tidewaiter.checks.kubernetes.KubernetesReader;
import org.tidewaiter.checks.pipeline.GitHubReader;
import org.tidewaiter.checks.pipeline.GitLabReader;
import org.tidewaiter.checks.pipeline.JenkinsReader;
import org.tidewaiter.image.reader.FileReader;

/// Every reader of files that make and run images. This list is the only place that names them.
public final class ConfigurationReaders {
    public static final List<FileReader> BUILT_IN =
            List.of(
                    new DockerfileReader(),
                    new ComposeReader(),
                    new KubernetesReader(),
                    new GitHubReader(),
                    new GitLabReader(),
                    new JenkinsReader());

    /// With which the ids begin of what they find.
    public static final List<String> ROOMS =
            List.of("compose", "dockerfile", "kubernetes", "pipeline");

    private ConfigurationReaders() {}
}
