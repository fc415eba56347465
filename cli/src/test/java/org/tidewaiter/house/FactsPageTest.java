package org.tidewaiter.house;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.policy.fact.FactsJson;
import org.tidewaiter.policy.fact.Shape;
import org.tidewaiter.policy.fact.Shape.Group;
import org.tidewaiter.policy.fact.Shape.Many;
import org.tidewaiter.policy.fact.Shape.Member;
import org.tidewaiter.policy.rule.PolicyCase;
import org.tidewaiter.policy.rule.PolicyFiles;
import org.tidewaiter.policy.rule.PolicyTrial;
import org.tidewaiter.testkit.Golden;

/// The page of facts is written from the records of facts, and its examples are sound.
class FactsPageTest {
    private static final Path PAGE = Path.of("../docs/facts.md");
    private static final Path EXAMPLES = Path.of("../docs/examples");
    private static final Pattern IN_LANGUAGE =
            Pattern.compile("(?m)^\\| `([^`]+)` \\|.*\\| `([^`]+)` \\|$");

    @Test
    void thePageOfFactsIsWhatTheRecordsHold() throws IOException {
        var page = new StringBuilder(introduction());
        page.append("## All facts\n\n");
        page.append("| fact | type | known | what it is |\n|---|---|---|---|\n");
        var groups = new LinkedHashMap<String, Group>();
        var waiting = new ArrayDeque<Group>();
        for (var fact : Shape.Group.FACTS.members()) {
            page.append(
                    "| `%s` | %s | %s | %s |\n"
                            .formatted(fact.name(), type(fact), known(fact), fact.means()));
            find(fact.shape(), waiting);
        }
        while (!waiting.isEmpty()) {
            var group = waiting.remove();
            if (groups.putIfAbsent(group.name(), group) == null) {
                group.members().forEach(member -> find(member.shape(), waiting));
            }
        }
        groups.values().forEach(group -> page.append(table(group)));
        Golden.assertMatches(PAGE, page.toString().stripTrailing() + "\n");
    }

    @Test
    void theExamplesOfThePageAreAsTheySay() throws IOException, ProblemException {
        var trial = example("shop");
        assertThat(trial.failures()).isEmpty();
        assertThat(trial.neverObjecting()).isEmpty();
        assertThat(trial.neverMet()).isEmpty();
    }

    @Test
    void theFactsOfADoorOfThePageAreRefusedByTheRuleThatItTries()
            throws IOException, ProblemException {
        var policy = PolicyFiles.read("shop", Files.readString(EXAMPLES.resolve("shop.yaml")));
        var facts = FactsJson.read("door", Files.readAllBytes(EXAMPLES.resolve("door.json")));
        assertThat(policy.judge(facts, List.of("databases-do-not-run-as-root")).objecting())
                .containsExactly("databases-do-not-run-as-root");
    }

    @Test
    void whatThePageSaysOfTheLanguageHolds() throws IOException, ProblemException {
        var examples = IN_LANGUAGE.matcher(introduction());
        int seen = 0;
        while (examples.find()) {
            var rule =
                    "policy: a\nrules:\n  - {id: b, message: m, require: \"%s\"}"
                            .formatted(examples.group(2).replace("\\|", "|"));
            assertThat(PolicyFiles.read(examples.group(1), rule).texts()).hasSize(1);
            seen++;
        }
        assertThat(seen).isGreaterThan(15);
    }

    private static PolicyTrial example(String name) throws IOException, ProblemException {
        return PolicyTrial.of(
                PolicyFiles.read(name, Files.readString(EXAMPLES.resolve(name + ".yaml"))),
                PolicyCase.read(name, Files.readString(EXAMPLES.resolve(name + ".test.yaml"))));
    }

    private static String introduction() throws IOException {
        try (var in = FactsPageTest.class.getResourceAsStream("facts-page.md")) {
            var text = new String(in.readAllBytes(), UTF_8);
            return text.replace("@shop@", Files.readString(EXAMPLES.resolve("shop.yaml")))
                    .replace("@tests@", firstLines(EXAMPLES.resolve("shop.test.yaml"), 15))
                    .replace("@door@", Files.readString(EXAMPLES.resolve("door.json")))
                    .replace("@sets@", sets());
        }
    }

    private static String firstLines(Path file, int count) throws IOException {
        return String.join("\n", Files.readAllLines(file).subList(0, count)) + "\n";
    }

    private static String sets() {
        var rows = new StringBuilder();
        var about =
                Map.of(
                        "baseline", "what should hold of every image, at every stage",
                        "dev", "`baseline`, and early warnings, for the stage `dev`",
                        "stage",
                                "`baseline`, and what is close to production, for the stage `stage`",
                        "production",
                                "`baseline`, and what goes before customers, for the stage `prod`",
                        "nist-800-190", "what an image or a request shows of NIST SP 800-190",
                        "cis-docker", "what they show of the CIS Docker Benchmark 1.6");
        for (var name : PolicyFiles.BUILT_IN) {
            rows.append(
                    "| `%s` | %d | %s |\n"
                            .formatted(
                                    name,
                                    PolicyFiles.builtIn(name).texts().size(),
                                    about.get(name)));
        }
        return rows.toString().stripTrailing();
    }

    private static void find(Shape shape, ArrayDeque<Group> waiting) {
        switch (shape) {
            case Group group -> waiting.add(group);
            case Many(var of) -> find(of, waiting);
            default -> {}
        }
    }

    private static String table(Group group) {
        var table = new StringBuilder();
        table.append("\n### %s\n\n%s\n\n".formatted(group.name(), group.means()));
        table.append("| member | type | what it is |\n|---|---|---|\n");
        for (var member : group.members()) {
            table.append(
                    "| `%s` | %s | %s |\n".formatted(member.name(), type(member), member.means()));
        }
        return table.toString();
    }

    private static String type(Member member) {
        return type(member.shape())
                + (member.optional() && !isFact(member) ? ", may be absent" : "");
    }

    private static boolean isFact(Member member) {
        return Shape.Group.FACTS.members().contains(member);
    }

    private static String type(Shape shape) {
        return switch (shape) {
            case Group(_, var name, _, _) ->
                    "[%s](#%s)".formatted(name, name.toLowerCase(Locale.ROOT));
            case Many(var of) -> "list: " + type(of);
            case Shape.Text(var words) when !words.isEmpty() ->
                    "one of `" + String.join("`, `", words) + "`";
            default -> shape.word();
        };
    }

    private static String known(Member fact) {
        return switch (fact.meaning().known()) {
            case ANYWHERE -> "at both";
            case CLEARING -> "clearing";
            case DOOR -> "door";
        };
    }
}
