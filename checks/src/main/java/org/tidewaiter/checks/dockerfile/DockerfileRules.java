package org.tidewaiter.checks.dockerfile;

import java.util.List;
import java.util.stream.Stream;
import org.tidewaiter.checks.rule.Rule;
import org.tidewaiter.checks.rule.Rules;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.model.Check;

/// Every rule on Dockerfiles. This is the only place that lists them.
public final class DockerfileRules {
    static final List<Rule<Dockerfile>> BUILT_IN =
            Stream.of(
                            BaseImageRules.ALL,
                            StartRules.ALL,
                            CopyRules.ALL,
                            SecretRules.ALL,
                            PackageRules.ALL,
                            CommandRules.ALL)
                    .flatMap(List::stream)
                    .toList();

    public static final List<Check> CHECKS = Rule.checks(BUILT_IN);

    private DockerfileRules() {}

    /// @param text of a Dockerfile, with any line ends
    public static Reading read(String text) {
        var file = Dockerfile.parse(text);
        return Rules.reading(BUILT_IN, List.of(file), file.unread());
    }
}
