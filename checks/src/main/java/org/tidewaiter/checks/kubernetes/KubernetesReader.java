package org.tidewaiter.checks.kubernetes;

import org.tidewaiter.checks.rule.Foreign;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.Reading;

/// Reads what stands in Kubernetes manifests and should be otherwise. Whether a YAML file is one is
/// told from what is in it.
public final class KubernetesReader implements FileReader {
    private static final long MAX_BYTES = 8 << 20;

    @Override
    public String name() {
        return "kubernetes";
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/*.yaml", "**/*.yml").withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) {
        return Foreign.contains(file.path()) ? Reading.NOTHING : KubernetesRules.read(file.text());
    }
}
