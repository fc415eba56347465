package org.tidewaiter.inventory.github;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.InstalledTree;
import org.tidewaiter.inventory.text.PackageList;
import org.tidewaiter.inventory.text.Yaml;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.json.Json;

/// Reads which actions and reusable workflows a GitHub workflow or a composite action uses,
/// `actions/checkout@v4`. They are declared; the version is a tag, a branch or a commit, as asked
/// for. Left out: what lies in the same repository, and container images.
///
/// @see "GitHub documentation, workflow syntax, jobs.<id>.steps[*].uses"
public final class WorkflowReader implements FileReader {
    private static final long MAX_BYTES = 1 << 20;
    private static final Pattern USES =
            Pattern.compile("([\\w.-]{1,100}+)/([\\w.-]{1,100}+)(?:/[^@]{1,200}+)?@(\\S{1,200}+)");

    @Override
    public String name() {
        return "github-workflow";
    }

    @Override
    public Claims claims() {
        return Claims.paths(
                        "**/.github/workflows/*.yml",
                        "**/.github/workflows/*.yaml",
                        "**/.github/actions/*/action.yml",
                        "**/.github/actions/*/action.yaml")
                .withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        if (InstalledTree.holds(file.path())) {
            return Reading.NOTHING;
        }
        var document = Yaml.read(file.head());
        var used = new ArrayList<>(document.get("runs").get("steps").items());
        for (var job : document.get("jobs").members().values()) {
            used.add(job);
            used.addAll(job.get("steps").items());
        }
        return reading(used);
    }

    private static Reading reading(List<Json> used) {
        var list = PackageList.declared();
        for (var one : used) {
            var text = one.text("uses").strip();
            var uses = USES.matcher(text);
            if (text.isEmpty() || text.startsWith("./") || text.startsWith("docker:")) {
                continue;
            }
            if (uses.matches()) {
                list.add(Purl.of("github", uses.group(1), uses.group(2), uses.group(3)));
            } else {
                list.unusable(text);
            }
        }
        return list.reading();
    }
}
