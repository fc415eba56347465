package org.tidewaiter.checks.host.docker;

import java.util.Set;
import org.tidewaiter.model.json.Json;

/// What a container may use up, and what happens when it fails.
final class ContainerLimits {
    private static final int MAX_RETRIES = 5;

    private ContainerLimits() {}

    static Look memory(Json container) {
        long bytes = Inspected.number(container.get("HostConfig"), "Memory");
        return Look.badIf(bytes <= 0, "HostConfig.Memory %d".formatted(bytes));
    }

    static Look cpu(Json container) {
        var host = container.get("HostConfig");
        long shares = Inspected.number(host, "CpuShares");
        long nano = Inspected.number(host, "NanoCpus");
        long quota = Inspected.number(host, "CpuQuota");
        var set = host.text("CpusetCpus");
        return Look.badIf(
                shares <= 0 && nano <= 0 && quota <= 0 && set.isEmpty(),
                "HostConfig.CpuShares %d, NanoCpus %d, CpuQuota %d, CpusetCpus '%s'"
                        .formatted(shares, nano, quota, set));
    }

    static Look processes(Json container) {
        long limit = Inspected.number(container.get("HostConfig"), "PidsLimit");
        return Look.badIf(limit <= 0, "HostConfig.PidsLimit %d".formatted(limit));
    }

    static Look files(Json container) {
        var limits = container.get("HostConfig").get("Ulimits").items();
        var told =
                limits.stream()
                        .map(limit ->
                                "%s=%d:%d"
                                        .formatted(
                                                limit.text("Name"),
                                                Inspected.number(limit, "Soft"),
                                                Inspected.number(limit, "Hard")))
                        .sorted()
                        .toList();
        boolean isUnlimited =
                limits.stream().anyMatch(limit -> Inspected.number(limit, "Hard") < 0);
        if (isUnlimited) {
            return Look.bad("HostConfig.Ulimits lifts a limit: " + told);
        }
        return told.isEmpty()
                ? Look.unclear("no HostConfig.Ulimits, so the daemon's defaults hold")
                : Look.good("HostConfig.Ulimits " + told);
    }

    static Look restart(Json container) {
        var policy = container.get("HostConfig").get("RestartPolicy");
        var name = policy.text("Name");
        long retries = Inspected.number(policy, "MaximumRetryCount");
        boolean isBounded =
                Set.of("", "no").contains(name)
                        || (name.equals("on-failure") && retries > 0 && retries <= MAX_RETRIES);
        return Look.badIf(
                !isBounded,
                "HostConfig.RestartPolicy '%s', at most %d times".formatted(name, retries));
    }

    static Look health(Json container) {
        var status = container.get("State").get("Health").text("Status");
        boolean isChecked = !Set.of("", "none").contains(status);
        return Look.badIf(
                !isChecked,
                isChecked ? "State.Health.Status " + status : "there is no State.Health");
    }

    static Look cgroupParent(Json container) {
        var parent = container.get("HostConfig").text("CgroupParent");
        return Look.badIf(!parent.isEmpty(), "HostConfig.CgroupParent '%s'".formatted(parent));
    }
}
