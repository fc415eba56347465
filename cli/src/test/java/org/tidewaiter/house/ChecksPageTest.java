package org.tidewaiter.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tidewaiter.checks.Checks;
import org.tidewaiter.model.Check;
import org.tidewaiter.testkit.Golden;

/// The page of checks is written from their list.
class ChecksPageTest {
    private static final Path PAGE = Path.of("../docs/checks.md");

    @Test
    void thePageOfChecksIsWhatTheListHolds() throws IOException {
        var page = new StringBuilder();
        page.append(
                """
                # Checks

                Written from the list of checks by `ChecksPageTest`; `-Dgolden.update=true` writes it anew.

                `scan` looks for known flaws, and for what is wrong besides: secrets, settings of the image and of the files
                that make and run it, clutter, licences. `--scanners` chooses (`vuln`, `secret`, `config`, `clutter`,
                `license`, `all`), and `explain IMAGE ID` says where a check found something, what to do about it and which
                decision is about it.

                ```sh
                ./tidewaiter scan app:1 --scanners secret,config --show-suppressed
                ./tidewaiter scan . --scanners secret,config
                ./tidewaiter scan app:1 --fail-on 'secret,setting>=high'
                ./tidewaiter scan app:1 --with semgrep.sarif --fail-on high
                ./tidewaiter explain app:1 image/runs-as-root
                ```

                - **Gates.** A severity (`--fail-on high`) judges flaws, secrets, settings and what other tools report.
                  Clutter and licences are no risk by themselves: `clutter`, `licence>=medium` judge them. `secret`,
                  `setting>=high` and `reported` judge one kind alone.
                - **Waivers** name a check by its id, and its place by `path`. Rules of `.trivyignore` count if the id is ours,
                  with or without the room (`aws-access-key-id` or `secret/aws-access-key-id`).
                - **Secrets** are searched for in every layer, also in files that a later layer deleted or replaced, in archives
                  within files, and in the image's configuration. The secret itself is never kept: a report has its masked
                  form and a fingerprint. Nothing is asked over the network. What looks like a secret and is presumably
                  none, such as an example of a vendor's documentation, is not dropped but listed with its excuse
                  (`--show-suppressed`, and `suppressed` in `json`).
                - **Files that make and run images** (Dockerfiles, Compose, Kubernetes, build pipelines) are looked at where a
                  folder is scanned; what lies of them in an image runs nothing there.
                - **Other tools.** `--with FILE` reads SARIF 2.1.0 of any tool; its results stand beside ours under the name of
                  the tool, are judged by the same gates and waivers, and say whose they are.

                """);
        byRoom().forEach((room, checks) -> {
            page.append("## %s\n\n".formatted(room));
            page.append("| check | severity | what is wrong | what to do | guides |\n");
            page.append("|---|---|---|---|---|\n");
            checks.forEach(one -> page.append(row(one)));
            page.append('\n');
        });
        Golden.assertMatches(PAGE, page.toString().stripTrailing() + "\n");
    }

    @Test
    void everyCheckIsThereOnceAndItsIdIsPlain() {
        assertThat(Checks.BUILT_IN).extracting(Check::id).doesNotHaveDuplicates();
        assertThat(Checks.BUILT_IN)
                .extracting(Check::id)
                .allMatch(id -> id.matches("[a-z]+/[a-z0-9]+(-[a-z0-9]+)*"));
    }

    @Test
    void whatIsWrongIsSaidInOneLineAndWhatToDoInSentences() {
        assertThat(Checks.BUILT_IN)
                .allSatisfy(check -> {
                    assertThat(check.title()).doesNotContain("\n").doesNotEndWith(".");
                    assertThat(check.mend()).doesNotContain("\n").endsWith(".");
                });
    }

    private static SortedMap<String, List<Check>> byRoom() {
        var rooms = new TreeMap<String, List<Check>>();
        for (var check : Checks.BUILT_IN) {
            var room = check.id().substring(0, check.id().indexOf('/'));
            rooms.computeIfAbsent(room, _ -> new ArrayList<>()).add(check);
        }
        return rooms;
    }

    private static String row(Check one) {
        return "| `%s` | %s | %s | %s | %s |\n"
                .formatted(
                        one.id(),
                        one.severity().word(),
                        cell(one.title()),
                        cell(one.mend()),
                        cell(String.join(", ", one.guides())));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "\\<");
    }
}
