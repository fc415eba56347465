package org.tidewaiter.checks.host.docker;

import java.util.List;
import org.tidewaiter.checks.host.HostCheck;
import org.tidewaiter.checks.host.SectionChecks;

/// Section C: capabilities that lead out of a container, each by itself.
final class CommunitySection {
    private static final EngineControls NIST = new EngineControls("NIST SP 800-190 4.4.3");

    /// In the order of the benchmark.
    static final SectionChecks<EngineState> CHECKS =
            new SectionChecks<>(
                    "C",
                    "Capabilities that lead out of a container",
                    List.of(
                            check("C.5.3.1", "DAC_READ_SEARCH"),
                            check("C.5.3.2", "SYS_MODULE"),
                            check("C.5.3.3", "SYS_ADMIN"),
                            check("C.5.3.4", "SYS_PTRACE")));

    private CommunitySection() {}

    private static HostCheck<EngineState> check(String id, String capability) {
        return EngineControls.containers(
                NIST.scored(
                        id,
                        "No container has the capability " + capability,
                        "GET /containers/ID/json of each running container: HostConfig.CapAdd,"
                                + " CapDrop, Privileged",
                        "docker run --cap-drop %s …".formatted(capability)),
                container -> ContainerPowers.capability(container, capability));
    }
}
