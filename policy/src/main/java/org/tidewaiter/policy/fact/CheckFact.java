package org.tidewaiter.policy.fact;

@Means("Something that a check found.")
public record CheckFact(
        @Means("of the check, as `docs/checks.md` has it") String id,
        @Means(
                        value = "`negligible`, `low`, `medium`, `high` or `critical`",
                        words = {"negligible", "low", "medium", "high", "critical"})
                String severity,
        @Means("what was found, in one line; of a secret its masked form") String message,
        @Means("where: a path, with its line where that is known") String place) {}
