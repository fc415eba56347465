package org.tidewaiter.checks;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tidewaiter.checks.clutter.ClutterKind;
import org.tidewaiter.checks.compose.ComposeRules;
import org.tidewaiter.checks.dockerfile.DockerfileRules;
import org.tidewaiter.checks.image.ImageRoom;
import org.tidewaiter.checks.kubernetes.KubernetesRules;
import org.tidewaiter.checks.licence.LicenceRoom;
import org.tidewaiter.checks.pipeline.PipelineRules;
import org.tidewaiter.checks.secret.SecretKinds;
import org.tidewaiter.model.Check;

/// Every check that we ship. A room lists its own; this is the only place that names the rooms.
public final class Checks {
    /// Sorted by id.
    public static final List<Check> BUILT_IN =
            Stream.<List<Check>>of(
                            ClutterKind.checks(),
                            ComposeRules.CHECKS,
                            DockerfileRules.CHECKS,
                            ImageRoom.CHECKS,
                            KubernetesRules.CHECKS,
                            LicenceRoom.CHECKS,
                            PipelineRules.CHECKS,
                            SecretKinds.CHECKS)
                    .flatMap(List::stream)
                    .sorted(Comparator.comparing(Check::id))
                    .toList();

    private static final Map<String, Check> BY_ID =
            BUILT_IN.stream().collect(Collectors.toUnmodifiableMap(Check::id, Function.identity()));

    private Checks() {}

    public static Optional<Check> find(String id) {
        return Optional.ofNullable(BY_ID.get(id));
    }

    /// @throws IllegalArgumentException if there is none of that id
    static Check named(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("no check is called " + id));
    }
}
