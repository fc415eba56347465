package org.tidewaiter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.signing.charter.CharterFile;
import org.tidewaiter.signing.ledger.EntryKind;
import org.tidewaiter.signing.ledger.FactsText;
import org.tidewaiter.signing.ledger.Ledger;
import org.tidewaiter.signing.ledger.LedgerEntry.Note;
import org.tidewaiter.signing.ledger.Ruling;
import org.tidewaiter.testkit.image.OciLayouts;

class PolicyReplayTest {
    private static final String NO_LODASH =
            """
              - id: no-lodash
                forbid: inventory.packages.filter(p, p.name == 'lodash')
                message: "{it.name} {it.version} is not for us"
            """;
    private static final String ONLY_ALPINE =
            """
              - id: only-alpine
                require: inventory.distribution == 'alpine'
                message: "it is {inventory.distribution}"
            """;
    private static final String NOT_ALPINE =
            """
              - id: not-alpine
                forbid: inventory.distribution == 'alpine'
                message: "it is {inventory.distribution}"
            """;
    private static final String OF_THEN =
            """
              - id: of-then
                forbid: now > timestamp('2126-01-01T00:00:00Z') || stage != 'prod'
                message: "{now} {stage}"
            """;

    @TempDir private Path folder;

    private String image;

    @BeforeEach
    void anImageThatTheRoleBuildHasSigned() throws Exception {
        OciLayouts.layout().image(SmallImage.build(), "1").write(folder.resolve("layout"));
        image = "oci:" + folder.resolve("layout") + ":1";
        for (var name : List.of("build", "cleo")) {
            assertThat(run("key", "generate", "--name", file(name)).status()).isZero();
        }
        var draft =
                """
                name: acme
                version: 1
                issued: 2026-01-01
                expires: 2036-01-01
                owners: {holders: [olga]}
                holders:
                  olga: {keys: [{file: olga}]}
                  builder: {keys: [{file: build}]}
                  cleo: {keys: [{file: cleo}]}
                roles:
                  build: {holders: [builder], says: [signature]}
                  certifier: {holders: [cleo], says: [verification-summary]}
                stages:
                  dev: {roles: [build], certifier: certifier}
                  prod: {roles: [build], certifier: certifier}
                """;
        var charter = new OwnedCharters(folder).signed(draft, Optional.empty());
        Files.write(folder.resolve("acme.charter"), CharterFile.write(charter));
    }

    private void sign() {
        var signed = run("sign", "--key", file("build.key"), "--role", "build", image);
        assertThat(signed.status()).as(signed.err()).isZero();
    }

    private Typed.Result run(String... words) {
        return Typed.typed(words).with("XDG_STATE_HOME", folder.resolve("state").toString()).run();
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private String rules(String name, String... rules) throws Exception {
        var text = "policy: acme\nrules:\n" + String.join("", rules);
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private int clear(String stage, String rules) {
        return run(
                        "clear",
                        image,
                        "--stage",
                        stage,
                        "--charter",
                        file("acme.charter"),
                        "--policy",
                        rules,
                        "--allow-sample",
                        "--key",
                        file("cleo.key"))
                .status();
    }

    private Typed.Result replay(String rules, String... more) {
        var words = new ArrayList<>(List.of("policy", "replay", rules));
        words.addAll(List.of(more));
        return run(words.toArray(String[]::new));
    }

    @Test
    void theRulesThatDecidedSayTheSameAgain() throws Exception {
        sign();
        var rules = rules("rules.yaml", ONLY_ALPINE, OF_THEN);
        assertThat(clear("prod", rules)).isZero();
        var replayed = replay(rules, "--exit-code", "3");
        assertThat(replayed.status()).as(replayed.err()).isZero();
        assertThat(replayed.out())
                .isEqualTo(
                        """
                        entries: 2; decisions: 1; the same: 1; now denied: 0; now allowed: 0; cannot be asked: 0
                        decided by these very rules: 1
                        """);
        assertThat(replayed.err()).contains("note: whether entries are missing at its end");
    }

    @Test
    void whatOtherRulesDenyOrAllowIsListedWithTheRulesThatMakeTheDifference() throws Exception {
        sign();
        assertThat(clear("prod", rules("old.yaml", ONLY_ALPINE))).isZero();
        assertThat(clear("prod", rules("strict.yaml", NOT_ALPINE))).isEqualTo(ExitCodes.REFUSED);
        var denied = replay(rules("new.yaml", NO_LODASH), "--exit-code", "3");
        assertThat(denied.status()).isEqualTo(3);
        assertThat(denied.out())
                .containsPattern("(?m)^1  \\S+  clearance prod  sha256:\\S+  oci:.*:1$")
                .contains(
                        "    now denied\n    denies now: no-lodash: lodash 4.17.20 is not for us\n")
                .contains("    refused then and now, by other rules\n")
                .contains("    does not deny now: not-alpine\n")
                .contains(
                        "entries: 3; decisions: 2; the same: 1 (by other rules: 1); now denied: 1; now allowed: 0;")
                .contains("rules that make the difference: no-lodash (+2), not-alpine (-1)\n");
        var allowed = replay(rules("new.yaml", ONLY_ALPINE));
        assertThat(allowed.status()).isZero();
        assertThat(allowed.out())
                .contains("    now allowed\n    does not deny now: not-alpine\n")
                .contains("the same: 1; now denied: 0; now allowed: 1;");
    }

    @Test
    void whatTheCharterHasRefusedNoRuleLetsPass() throws Exception {
        assertThat(clear("prod", rules("old.yaml", NO_LODASH))).isEqualTo(ExitCodes.REFUSED);
        assertThat(replay(rules("new.yaml", ONLY_ALPINE)).out())
                .contains("refused then and now, by other rules")
                .contains("the same: 1 (by other rules: 1)");
    }

    @Test
    void oneStageIsAskedAboutAlone() throws Exception {
        sign();
        assertThat(clear("dev", rules("old.yaml", ONLY_ALPINE))).isZero();
        assertThat(clear("prod", rules("old.yaml", ONLY_ALPINE))).isZero();
        assertThat(replay(rules("new.yaml", NO_LODASH), "--stage", "dev").out())
                .contains("clearance dev")
                .doesNotContain("prod")
                .contains("entries: 2; decisions: 1; ");
    }

    @Test
    void aProgramReadsEveryDecision() throws Exception {
        sign();
        assertThat(clear("prod", rules("old.yaml", ONLY_ALPINE))).isZero();
        var json =
                JsonReader.read(
                        replay(rules("new.yaml", NO_LODASH), "-f", "json").out().getBytes(UTF_8));
        assertThat(json.text("schema")).isEqualTo("tidewaiter-replay-1");
        var one = json.get("decisions").items().getFirst();
        assertThat(one.text("change")).isEqualTo("now-denied");
        assertThat(one.get("then").get("allowed").toString()).contains("true");
        assertThat(one.get("now").get("reasons").items().getFirst().text("rule"))
                .isEqualTo("no-lodash");
        assertThat(json.get("summary").get("nowDenied").wholeNumber()).contains(1L);
        assertThat(json.get("summary").get("rules").get("no-lodash").wholeNumber()).contains(1L);
    }

    private Ledger ledger(Note... notes) throws Exception {
        var ledger = new Ledger(folder.resolve("other.jsonl"));
        for (var note : notes) {
            ledger.append(note, Instant.parse("2026-05-01T12:00:00Z"));
        }
        return ledger;
    }

    private static Note note(EntryKind kind, String facts, Optional<Ruling> ruling) {
        var text = facts.isEmpty() ? "" : FactsText.write(facts.getBytes(UTF_8));
        return new Note(kind, "docker", Optional.empty(), "prod", "", text, ruling);
    }

    private static Optional<Ruling> passed() {
        return Optional.of(
                new Ruling(new Digest("sha256", "0".repeat(64)), new TreeSet<>(), new TreeSet<>()));
    }

    private static final String AT_A_DOOR =
            """
            {"format": "tidewaiter-facts-1", "stage": "prod", "now": "2026-05-01T12:00:00Z",
             "request": {"act": "start"}, "workload": {"root": true}}
            """;
    private static final String NOT_ROOT =
            """
              - id: not-root
                forbid: workload.root
                message: "it runs as root"
            """;

    @Test
    void whatADoorHasDecidedIsAskedOfTheRulesOfDoors() throws Exception {
        ledger(note(EntryKind.DECISION, AT_A_DOOR, passed()));
        assertThat(
                        replay(
                                        rules("new.yaml", NOT_ROOT, NO_LODASH),
                                        "--ledger",
                                        file("other.jsonl"))
                                .out())
                .contains("decision prod  -")
                .contains("denies now: not-root: it runs as root")
                .doesNotContain("no-lodash");
    }

    @Test
    void whatCannotBeAskedIsToldWithWhy() throws Exception {
        ledger(
                note(EntryKind.CLEARANCE, AT_A_DOOR, Optional.empty()),
                note(EntryKind.CLEARANCE, "", passed()),
                note(EntryKind.CLEARANCE, "{}", passed()),
                note(EntryKind.CLEARANCE, AT_A_DOOR.replace("\"prod\"", "\"dev\""), passed()),
                note(EntryKind.HEAD, "", Optional.empty()));
        assertThat(replay(rules("new.yaml", NOT_ROOT), "--ledger", file("other.jsonl")).out())
                .contains("cannot be asked: it does not say which rules decided")
                .contains("cannot be asked: it has no facts")
                .contains("cannot be asked: facts: it is no object with the 'format'")
                .contains("cannot be asked: its facts are of the stage 'dev'")
                .contains("entries: 5; decisions: 4; the same: 0;")
                .contains("; cannot be asked: 4");
    }

    @Test
    void aLedgerThatIsNotWhatWasWrittenIsNotAsked() throws Exception {
        var ledger =
                ledger(
                        note(EntryKind.DECISION, AT_A_DOOR, passed()),
                        note(EntryKind.DECISION, AT_A_DOOR, passed()));
        var lines = Files.readAllLines(ledger.file());
        Files.writeString(ledger.file(), lines.getLast() + "\n");
        var replayed = replay(rules("new.yaml", NOT_ROOT), "--ledger", file("other.jsonl"));
        assertThat(replayed.status()).isEqualTo(ExitCodes.PROBLEM);
        assertThat(replayed.err()).contains("error[ledger-broken]").contains("line 1");
        assertThat(replayed.out()).isEmpty();
    }

    @Test
    void aLedgerThatWasCutIsFoundByACheckpoint() throws Exception {
        var ledger =
                ledger(
                        note(EntryKind.DECISION, AT_A_DOOR, passed()),
                        note(EntryKind.DECISION, AT_A_DOOR, passed()));
        var of = new String[] {"--ledger", file("other.jsonl")};
        var made =
                run(
                        "ledger",
                        "checkpoint",
                        of[0],
                        of[1],
                        "-k",
                        file("cleo.key"),
                        "-o",
                        file("c.json"));
        assertThat(made.status()).as(made.err()).isZero();
        var rules = rules("new.yaml", NOT_ROOT);
        var with =
                new String[] {of[0], of[1], "--checkpoint", file("c.json"), "-k", file("cleo.pub")};
        assertThat(replay(rules, with).err()).isEmpty();
        var lines = Files.readAllLines(ledger.file());
        Files.writeString(ledger.file(), lines.getFirst() + "\n");
        assertThat(replay(rules, of).status()).isZero();
        assertThat(replay(rules, with).err()).contains("error[ledger-broken]");
    }
}
