package org.tidewaiter.house;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.tidewaiter.checks.host.Control;
import org.tidewaiter.checks.host.docker.DockerBenchmark;
import org.tidewaiter.testkit.Golden;

/// The page of the Docker benchmark is written from its controls.
class DockerBenchPageTest {
    private static final Path PAGE = Path.of("../docs/docker-bench.md");

    @Test
    void thePageIsWhatTheBenchmarkHolds() throws IOException {
        var page = new StringBuilder();
        page.append(
                """
                # What `bench docker` checks

                Written from the controls by `DockerBenchPageTest`; `-Dgolden.update=true` writes it anew.

                ```sh
                ./tidewaiter bench docker
                ./tidewaiter bench docker --check 2,5.4 --show-passed
                ./tidewaiter bench docker --root /mnt/disk --check 1,2,3
                ```

                The ids are those of docker-bench-security 1.6.0. A control that is *scored* passes or fails, and counts; the
                others are advice, and warn at most. What nothing can be read about, or could not be read, has to be looked at by a
                person (`look` in the table, `manual` in documents); that is never a pass. What is not there is not applicable.

                | id | what is wanted | kind | what is read | what to do | guides |
                |---|---|---|---|---|---|
                """);
        DockerBenchmark.CONTROLS.forEach(control -> page.append(row(control)));
        Golden.assertMatches(PAGE, page.toString());
    }

    private static String row(Control control) {
        return "| %s | %s | %s | %s | %s | %s |\n"
                .formatted(
                        control.id(),
                        cell(control.title()),
                        control.isScored() ? "scored" : "advice",
                        cell(control.audit()),
                        cell(control.mend()),
                        String.join(", ", control.guides()));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "\\<").replace("*", "\\*");
    }
}
