package org.tidewaiter.inventory.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.inventory.ReadFile;

class WorkflowReaderTest {
    private final ReadFile workflow =
            new ReadFile(new WorkflowReader(), "src/.github/workflows/ci.yml");

    @Test
    void theActionsOfStepsAndTheWorkflowsOfJobsAreDeclared() throws Exception {
        var text =
                """
                on: push
                jobs:
                  build:
                    runs-on: ubuntu-latest
                    steps:
                      - uses: actions/checkout@v4
                      - uses: github/codeql-action/init@v3
                      - uses: ./.github/actions/mine
                      - uses: docker://alpine:3.20
                      - run: make
                  shared:
                    uses: team/workflows/.github/workflows/release.yml@0123abc
                """;
        assertThat(workflow.purls(text))
                .containsExactly(
                        "pkg:github/actions/checkout@v4",
                        "pkg:github/github/codeql-action@v3",
                        "pkg:github/team/workflows@0123abc");
        assertThat(ReadFile.packages(workflow.read(text))).allMatch(seen -> seen.declared());
    }

    @Test
    void aCompositeActionUsesActionsToo() throws Exception {
        assertThat(workflow.purls("runs:\n  steps:\n  - uses: actions/cache@v3\n"))
                .containsExactly("pkg:github/actions/cache@v3");
    }

    @Test
    void anActionWithoutAVersionIsAGap() throws Exception {
        assertThat(workflow.read("jobs:\n  a:\n    uses: team/action\n").gaps())
                .containsExactly("a package without a usable name and version: 'team/action'");
    }

    @Test
    void whatIsNoYamlIsRefused() {
        assertThatThrownBy(() -> workflow.read("[")).isInstanceOf(MalformedFileException.class);
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        workflow.readOrRefuse(bytes);
    }
}
