package org.tidewaiter.scan.report;

import java.util.Map;
import java.util.Optional;

/// The job of a CI service that a scan is part of, as far as it is known.
///
/// @param commit that is built, 40 hexadecimal digits
/// @param ref that is built, for example `refs/heads/main`
/// @param correlator the same for every run of the job
/// @param id of this run
/// @param page of this run, for people
public record BuildJob(
        Optional<String> commit,
        Optional<String> ref,
        Optional<String> correlator,
        Optional<String> id,
        Optional<String> page) {
    public static final BuildJob NONE = of(Map.of());

    /// From the variables that GitHub Actions sets.
    public static BuildJob of(Map<String, String> environment) {
        var id = value(environment, "GITHUB_RUN_ID");
        var server = value(environment, "GITHUB_SERVER_URL");
        var repository = value(environment, "GITHUB_REPOSITORY");
        return new BuildJob(
                value(environment, "GITHUB_SHA"),
                value(environment, "GITHUB_REF"),
                value(environment, "GITHUB_WORKFLOW")
                        .flatMap(workflow ->
                                value(environment, "GITHUB_JOB").map(job -> workflow + "_" + job)),
                id,
                id.isPresent() && server.isPresent() && repository.isPresent()
                        ? Optional.of(
                                "%s/%s/actions/runs/%s"
                                        .formatted(server.get(), repository.get(), id.get()))
                        : Optional.empty());
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }
}
