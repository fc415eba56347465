package org.tidewaiter.scan.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.checks.host.BenchResult;
import org.tidewaiter.checks.host.Control;
import org.tidewaiter.checks.host.Outcome;
import org.tidewaiter.checks.host.Result;
import org.tidewaiter.checks.host.Section;
import org.tidewaiter.checks.host.Seen;
import org.tidewaiter.checks.host.State;

/// What a benchmark may say, with texts of somebody who means harm.
public final class MadeUpBench {
    private static final String HOSTILE = "<script>alert(1)</script> | \u001b[2J \u202e\"]]>";

    private MadeUpBench() {}

    /// A control for each state, numbered from 4.1.
    public static BenchResult result(State... states) {
        var results = new ArrayList<Result>();
        for (var state : states) {
            var id = "4." + (results.size() + 1);
            results.add(
                    new Result(
                            new Control(
                                    id,
                                    "It is " + id,
                                    true,
                                    true,
                                    "GET /info",
                                    "mend it",
                                    List.of()),
                            new Outcome(
                                    state,
                                    "it says " + HOSTILE,
                                    "",
                                    List.of(new Seen("GET /info", HOSTILE)),
                                    List.of(HOSTILE))));
        }
        return new BenchResult(
                "docker",
                "made up",
                "host " + HOSTILE,
                Instant.parse("2026-11-24T12:00:00Z"),
                List.of(new Section("4", "Images", results)),
                List.of("not read: " + HOSTILE));
    }
}
