package org.tidewaiter.cli;

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
import org.tidewaiter.model.clearance.Head;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.signing.charter.CharterFile;
import org.tidewaiter.signing.clearance.HeadFile;
import org.tidewaiter.signing.key.PrivateKeyFile;
import org.tidewaiter.testkit.image.BuiltImage;
import org.tidewaiter.testkit.image.OciLayouts;
import org.tidewaiter.testkit.image.OciRegistry;

class ClearCommandTest {
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

    @TempDir private Path folder;

    private final BuiltImage built = SmallImage.build();
    private String image;
    private String draft;

    @BeforeEach
    void anImageKeysACharterAndRules() throws Exception {
        OciLayouts.layout().image(built, "1").write(folder.resolve("layout"));
        image = "oci:" + folder.resolve("layout") + ":1";
        for (var name : List.of("build", "cleo", "ann", "bob")) {
            var made = Typed.run("key", "generate", "--name", folder.resolve(name).toString());
            assertThat(made.status()).as(made.err()).isZero();
        }
        draft =
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
                  ann: {keys: [{file: ann}]}
                  bob: {keys: [{file: bob}]}
                roles:
                  build: {holders: [builder, bob], says: [signature]}
                  qa: {holders: [bob], says: [signature]}
                  certifier: {holders: [cleo, bob], says: [verification-summary], apart-from: [build]}
                  break-glass: {holders: [ann, bob], says: [custom]}
                stages:
                  dev: {roles: [build], certifier: certifier}
                  prod: {roles: [build], certifier: certifier}
                  lab: {roles: [build]}
                """;
        var charter = new OwnedCharters(folder).signed(draft, Optional.empty());
        Files.write(folder.resolve("acme.charter"), CharterFile.write(charter));
        rules(ONLY_ALPINE);
    }

    private void rules(String rules) throws Exception {
        Files.writeString(
                folder.resolve("rules.yaml"),
                "policy: acme\nstages:\n  prod: {validity: 3d, grace: 2d}\nrules:\n" + rules);
    }

    private Typed.Result run(String... words) {
        return Typed.typed(words).with("XDG_STATE_HOME", folder.resolve("state").toString()).run();
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private Typed.Result clear(String stage, String... more) {
        return clearBy("cleo", stage, more);
    }

    private Typed.Result clearBy(String key, String stage, String... more) {
        var words =
                new ArrayList<>(
                        List.of(
                                "clear",
                                image,
                                "--stage",
                                stage,
                                "--charter",
                                file("acme.charter"),
                                "--policy",
                                file("rules.yaml"),
                                "--allow-sample",
                                "--key",
                                file(key + ".key")));
        words.addAll(List.of(more));
        return run(words.toArray(String[]::new));
    }

    private void sign(String key) {
        var signed = run("sign", "--key", file(key + ".key"), "--role", "build", image);
        assertThat(signed.status()).as(signed.err()).isZero();
    }

    @Test
    void anImageIsClearedOnceTheCharterAndTheRulesLetItPass() throws Exception {
        sign("build");
        var cleared = clear("prod", "-o", "table", "-o", "bundle=" + file("clearance.json"));
        assertThat(cleared.status()).as(cleared.err() + cleared.out()).isZero();
        assertThat(cleared.out())
                .contains("is cleared for prod by cleo until ")
                .contains("rests on signature of builder in build")
                .contains("head number 1");
        assertThat(Files.size(folder.resolve("clearance.json"))).isPositive();
        var ledger = run("ledger", "show");
        assertThat(ledger.out()).contains("clearance prod").contains("head prod");
    }

    @Test
    void whatIsMissingIsToldWithTheCommandsAndNothingIsSigned() throws Exception {
        rules(NO_LODASH);
        var before = Files.readString(folder.resolve("layout/index.json"));
        var refused = clear("prod");
        assertThat(refused.status()).isEqualTo(ExitCodes.REFUSED);
        assertThat(refused.out())
                .contains("is refused for prod\n")
                .contains("  charter: build has not spoken: 1 of 1 missing\n")
                .contains("  no-lodash: lodash 4.17.20 is not for us\n")
                .contains("tidewaiter sign --key KEY");
        assertThat(Files.readString(folder.resolve("layout/index.json"))).isEqualTo(before);
        assertThat(run("ledger", "show").out()).contains("refusal prod");
    }

    @Test
    void whoHasHadAHandInTheImageDoesNotClearIt() {
        sign("bob");
        var refused = clearBy("bob", "prod");
        assertThat(refused.status()).isEqualTo(ExitCodes.REFUSED);
        assertThat(refused.out()).contains("bob has spoken in build");
        assertThat(clear("prod").status()).isZero();
    }

    @Test
    void whoHidesInWhichRoleTheyHaveSpokenDoesNotClearEither() {
        assertThat(run("sign", "--key", file("bob.key"), image).status()).isZero();
        var refused = clearBy("bob", "prod", "--dry-run");
        assertThat(refused.out()).contains("bob has spoken in build");
    }

    @Test
    void whoIsNoCertifierClearsNothing() {
        sign("build");
        var refused = clearBy("build", "prod");
        assertThat(refused.status()).isEqualTo(ExitCodes.REFUSED);
        assertThat(refused.err()).contains("refused[not-in-role]");
        assertThat(clear("lab").err()).contains("refused[no-certifier]");
    }

    @Test
    void bySampleAdvisoriesNothingIsClearedUnlessThatIsSaid() {
        var refused =
                run(
                        "clear",
                        image,
                        "--stage",
                        "prod",
                        "--charter",
                        file("acme.charter"),
                        "--policy",
                        file("rules.yaml"),
                        "--dry-run");
        assertThat(refused.status()).isEqualTo(ExitCodes.PROBLEM);
        assertThat(refused.err()).contains("advisories-not-fit");
    }

    @Test
    void whoIsBelievedIsNotTypedBesideACharterThatTheEnvironmentNames() {
        var refused =
                Typed.typed(
                                "clear",
                                image,
                                "--stage",
                                "prod",
                                "--policy",
                                file("rules.yaml"),
                                "--trust-attached-vex",
                                "--allow-sample",
                                "--dry-run")
                        .with("TIDEWAITER_CHARTER", file("acme.charter"))
                        .run();
        assertThat(refused.status()).isEqualTo(ExitCodes.PROBLEM);
        assertThat(refused.err()).contains("a charter says itself who is believed");
    }

    @Test
    void noImageIsClearedByVexThatNobodyHasSigned() {
        assertThat(clear("prod", "--dry-run", "--vex", file("vex.json")).err())
                .contains("only VEX counts here that a role of the charter has signed");
        assertThat(clear("prod", "--dry-run", "--vex", "attached").err()).doesNotContain("usage");
    }

    @Test
    void nothingIsClearedAsOfAnotherDay() {
        sign("build");
        assertThat(clear("prod", "--as-of", "2026-01-02").err())
                .contains("usage")
                .contains("--as-of");
        assertThat(clear("prod", "--as-of", "2026-01-02", "--dry-run").err())
                .doesNotContain("usage");
    }

    @Test
    void aClearanceThatIsNotRenewedIsLapsedInTheHead() throws Exception {
        sign("build");
        assertThat(clear("prod", "--renew").err()).contains("nothing-to-renew");
        assertThat(clear("prod").status()).isZero();
        rules(NO_LODASH);
        var refused = clear("prod", "--renew", "-f", "json");
        assertThat(refused.status()).isEqualTo(ExitCodes.REFUSED);
        var json = JsonReader.read(refused.out().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(json.text("restartUntil")).isNotEmpty();
        assertThat(json.get("head").wholeNumber()).contains(2L);
        rules(ONLY_ALPINE);
        assertThat(clear("prod", "--renew").out()).contains("  after sha256:");
        assertThat(run("ledger", "show").out()).contains("renewal prod").contains("1 lapsed");
    }

    @Test
    void aClearanceForAnotherStageIsNamedAsWhatIsPromoted() {
        sign("build");
        assertThat(clear("dev").status()).isZero();
        assertThat(clear("prod").out()).contains("  after sha256:");
        assertThat(run("ledger", "show").out()).contains("promotion prod");
    }

    private Typed.Result withdraw(String... more) {
        var words =
                new ArrayList<>(
                        List.of(
                                "withdraw",
                                image,
                                "--stage",
                                "prod",
                                "--charter",
                                file("acme.charter"),
                                "--key",
                                file("cleo.key"),
                                "--reason",
                                "a back door"));
        words.addAll(List.of(more));
        return run(words.toArray(String[]::new));
    }

    @Test
    void whatIsWithdrawnIsNeverClearedAgain() {
        sign("build");
        assertThat(clear("prod").status()).isZero();
        var withdrawn = withdraw();
        assertThat(withdrawn.status()).as(withdrawn.err()).isZero();
        assertThat(withdrawn.out()).contains("head number 2 for prod").contains("1 withdrawn");
        var refused = clear("prod");
        assertThat(refused.status()).isEqualTo(ExitCodes.REFUSED);
        assertThat(refused.out()).contains("a back door");
        assertThat(clear("dev").status()).isZero();
    }

    private Typed.Result head(String of, String... more) {
        var words = new ArrayList<>(List.of("head", "show", of, "--charter", file("acme.charter")));
        words.addAll(List.of(more));
        return run(words.toArray(String[]::new));
    }

    private Typed.Result withdrawBy(String key, String... more) {
        var words =
                new ArrayList<>(
                        List.of(
                                "withdraw",
                                image,
                                "--stage",
                                "prod",
                                "--charter",
                                file("acme.charter"),
                                "--key",
                                file(key + ".key")));
        words.addAll(List.of(more));
        return run(words.toArray(String[]::new));
    }

    @Test
    void aHeadIsShownWithWhatItSaysAndWhoSaysIt() throws Exception {
        assertThat(head(image).out()).isEqualTo("no head stands there\n");
        sign("build");
        assertThat(withdrawBy("cleo", "--reason", "a back door", "--head", file("head")).status())
                .isZero();
        var shown = head(image);
        assertThat(shown.status()).as(shown.err()).isZero();
        assertThat(shown.out())
                .startsWith("prod: counts\n  digest     sha256:")
                .contains("  number     1 of all repositories\n")
                .contains("  signed by  cleo\n")
                .contains(" ago): a back door\n");
        assertThat(head(file("head"), "--stage", "prod").out()).isEqualTo(shown.out());
        assertThat(head(file("head"), "--stage", "dev").out())
                .contains("dev: counts for no door")
                .contains("refused[head-elsewhere]");
        var json =
                JsonReader.read(
                        head(image, "-f", "json")
                                .out()
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(json.text("schema")).isEqualTo("tidewaiter-heads-1");
        Files.writeString(folder.resolve("none"), "{}");
        assertThat(head(file("none")).status()).isEqualTo(ExitCodes.REFUSED);
    }

    private void anotherKeyForCleo() throws Exception {
        var made = Typed.run("key", "generate", "--name", file("carol"));
        assertThat(made.status()).as(made.err()).isZero();
        var base = CharterFile.read(Files.readAllBytes(folder.resolve("acme.charter")));
        var next =
                draft.replace(
                                "version: 1\nissued: 2026-01-01",
                                "version: 2\nprevious: %s\nissued: 2026-04-01".formatted(base.id()))
                        .replace("cleo: {keys: [{file: cleo}]}", "cleo: {keys: [{file: carol}]}");
        var charter = new OwnedCharters(folder).signed(next, Optional.of(base));
        Files.write(folder.resolve("acme.charter"), CharterFile.write(charter));
    }

    /// What cleo had withdrawn before her key was replaced.
    private String lastGoodHead() throws Exception {
        var issued = Instant.parse("2026-03-01T00:00:00Z");
        var head =
                new Head(
                        "",
                        "prod",
                        4,
                        issued,
                        issued.plusSeconds(86_400),
                        2,
                        List.of(
                                new Head.Withdrawn(
                                        new TreeSet<>(
                                                List.of(
                                                        Digest.parse("sha256:" + "7".repeat(64))
                                                                .orElseThrow())),
                                        issued,
                                        "a worm")),
                        List.of(),
                        "cleo");
        var charter = CharterFile.read(Files.readAllBytes(folder.resolve("acme.charter")));
        var key = PrivateKeyFile.read(Files.readAllBytes(folder.resolve("cleo.key"))).key();
        Files.write(folder.resolve("good.head"), HeadFile.sign(head, charter.id(), key));
        return file("good.head");
    }

    @Test
    void whoHasANewKeyGoesOnFromWhatTheLostOneHasSaid() throws Exception {
        sign("build");
        assertThat(clear("prod").status()).isZero();
        anotherKeyForCleo();
        assertThat(gate("prod").status()).isEqualTo(ExitCodes.REFUSED);
        assertThat(head(image).out())
                .contains("prod: counts for no door")
                .contains("refused[unknown-key]");
        for (var refused : List.of(withdrawBy("carol", "--nothing"), clearBy("carol", "prod"))) {
            assertThat(refused.status()).isEqualTo(ExitCodes.REFUSED);
            assertThat(refused.err()).contains("refused[unknown-key]").contains("head show");
        }
        var good = lastGoodHead();
        var shown = head(good);
        assertThat(shown.status()).isEqualTo(ExitCodes.REFUSED);
        assertThat(shown.out()).contains("withdraw --follow").contains("a worm");
        assertThat(withdrawBy("carol", "--follow", "sha256:" + "0".repeat(64)).err())
                .contains("head-other");
        assertThat(withdrawBy("cleo", "--follow", good).err()).contains("refused[unknown-holder]");
        var followed = withdrawBy("carol", "--follow", good, "--floor");
        assertThat(followed.status()).as(followed.err()).isZero();
        assertThat(followed.out()).contains("head number 5 for prod").contains("floor 3");
        assertThat(head(image).out()).contains("prod: counts\n").contains("a worm");
        assertThat(run("ledger", "show").out()).contains("follows number 4 of cleo");
        assertThat(clearBy("carol", "prod").status()).isZero();
        assertThat(gate("prod").status()).isZero();
        assertThat(withdrawBy("carol", "--follow", good).err()).contains("refused[head-rollback]");
    }

    @Test
    void oneClearanceIsWithdrawnAloneAndTheImageClearedAgain() throws Exception {
        sign("build");
        var json =
                JsonReader.read(
                        clear("prod", "-f", "json")
                                .out()
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        var id = json.get("clearance").text("id");
        assertThat(gate("prod").status()).isZero();
        assertThat(withdrawBy("cleo", "--id", id, "--nothing").err()).contains("usage");
        assertThat(withdrawBy("cleo", "--id", "sha256:12", "--reason", "worm").err())
                .contains("is no digest");
        var withdrawn = withdrawBy("cleo", "--id", id, "--reason", "signed by mistake");
        assertThat(withdrawn.status()).as(withdrawn.err()).isZero();
        assertThat(withdrawn.err()).doesNotContain("note:");
        var refused = gate("prod");
        assertThat(refused.status()).isEqualTo(ExitCodes.REFUSED);
        assertThat(refused.out()).contains("signed by mistake");
        assertThat(clear("prod", "--renew").err()).contains("nothing-to-renew");
        assertThat(clear("prod").status()).isZero();
        assertThat(gate("prod").status()).isZero();
        assertThat(withdrawBy("cleo", "--id", "sha256:" + "0".repeat(64), "--reason", "worm").err())
                .contains("stands beside the image");
    }

    @Test
    void anOlderHeadInThePlaceOfTheNewestIsNoticed() throws Exception {
        sign("build");
        assertThat(clear("prod").status()).isZero();
        var index = folder.resolve("layout/index.json");
        var old = Files.readString(index);
        assertThat(withdraw().status()).isZero();
        Files.writeString(index, old);
        var refused = clear("prod");
        assertThat(refused.status()).isEqualTo(ExitCodes.REFUSED);
        assertThat(refused.err()).contains("refused[head-rollback]");
        assertThat(Files.readString(index)).isEqualTo(old);
    }

    @Test
    void aHeadThatWasRemovedIsNoticedBeforeAnythingIsSigned() throws Exception {
        sign("build");
        var index = folder.resolve("layout/index.json");
        assertThat(clear("prod").status()).isZero();
        assertThat(withdraw().status()).isZero();
        var removed =
                Files.readString(index).replace("tidewaiter-head.prod", "tidewaiter-head.gone");
        Files.writeString(index, removed);
        for (var refused : List.of(clear("prod"), withdraw())) {
            assertThat(refused.status()).isEqualTo(ExitCodes.REFUSED);
            assertThat(refused.err()).contains("refused[head-rollback]");
        }
        assertThat(Files.readString(index)).isEqualTo(removed);
    }

    @Test
    void theHeadOfAnotherStageInThePlaceOfThisOneIsNoticed() throws Exception {
        sign("build");
        assertThat(clear("prod").status()).isZero();
        assertThat(withdraw().status()).isZero();
        assertThat(clear("dev").status()).isZero();
        var index = folder.resolve("layout/index.json");
        var swapped =
                Files.readString(index)
                        .replace("tidewaiter-head.prod", "tidewaiter-head.gone")
                        .replace("tidewaiter-head.dev", "tidewaiter-head.prod");
        Files.writeString(index, swapped);
        assertThat(gate("prod").out())
                .contains("it is not known what was withdrawn")
                .contains("does not count: the head that stands there: ");
        for (var refused : List.of(clear("prod"), withdraw())) {
            assertThat(refused.status()).isEqualTo(ExitCodes.REFUSED);
            assertThat(refused.err()).contains("refused[head-elsewhere]");
        }
        assertThat(Files.readString(index)).isEqualTo(swapped);
    }

    private Typed.Result gate(String stage) {
        return run("gate", image, "--stage", stage, "--charter", file("acme.charter"));
    }

    @Test
    void inARegistryTheClearanceAndTheHeadStandBesideTheImage() throws Exception {
        try (var registry = OciRegistry.start()) {
            sign("build");
            var there = registry.host() + "/team/app:1";
            assertThat(run("evidence", "copy", image, there).status()).isZero();
            image = there;
            var cleared = clear("prod");
            assertThat(cleared.status()).as(cleared.err() + cleared.out()).isZero();
            assertThat(clear("prod", "--renew").out()).contains("  after sha256:");
            assertThat(withdraw().out()).contains("1 withdrawn");
            assertThat(clear("prod").out()).contains("a back door");
            assertThat(run("ledger", "show").out())
                    .contains("of %s/team/app, until".formatted(registry.host()));
        }
    }

    @Test
    void whatAHeadOfAnotherRepositoryWithdrawsIsNotCleared() throws Exception {
        sign("build");
        try (var registry = OciRegistry.start()) {
            var shop = registry.host() + "/shop/app:1";
            var till = registry.host() + "/till/app:1";
            for (var there : List.of(shop, till)) {
                assertThat(run("evidence", "copy", image, there).status()).isZero();
            }
            image = shop;
            assertThat(withdraw("--head", file("prod.head.json")).status()).isZero();
            image = till;
            assertThat(clear("prod", "--dry-run").status()).isZero();
            var refused = clear("prod", "--dry-run", "--known-head", file("prod.head.json"));
            assertThat(refused.status()).isEqualTo(ExitCodes.REFUSED);
            assertThat(refused.out()).contains("a back door");
        }
    }

    @Test
    void theGlassIsBrokenByTwoPeople() throws Exception {
        var first =
                run(
                        "break-glass",
                        image,
                        "--stage",
                        "prod",
                        "--charter",
                        file("acme.charter"),
                        "--reason",
                        "the shop is down",
                        "--ticket",
                        "OPS-17",
                        "--key",
                        file("ann.key"),
                        "-o",
                        file("ops.json"));
        assertThat(first.status()).as(first.err()).isZero();
        assertThat(first.out()).contains("1 of 2; nothing is let aboard yet");
        assertThat(folder.resolve("ops.json")).doesNotExist();
        var second =
                run(
                        "break-glass",
                        image,
                        "--stage",
                        "prod",
                        "--charter",
                        file("acme.charter"),
                        "--sign",
                        file("ops.json.pending"),
                        "--key",
                        file("bob.key"),
                        "-o",
                        file("ops.json"));
        assertThat(second.status()).as(second.err()).isZero();
        assertThat(second.out()).startsWith("THE GLASS IS BROKEN: ").contains("by ann, bob");
        assertThat(folder.resolve("ops.json")).exists();
        assertThat(folder.resolve("ops.json.pending")).doesNotExist();
        assertThat(run("ledger", "show").out()).contains("break-glass prod").contains("OPS-17");
    }

    @Test
    void theLedgerIsVerifiedAgainstACheckpoint() throws Exception {
        sign("build");
        assertThat(clear("prod").status()).isZero();
        var made = run("ledger", "checkpoint", "--key", file("ann.key"), "-o", file("check.json"));
        assertThat(made.status()).as(made.err()).isZero();
        var verify =
                new String[] {
                    "ledger", "verify", "--checkpoint", file("check.json"), "--key", file("ann.pub")
                };
        assertThat(run(verify).status()).isZero();
        var ledger = folder.resolve("state/tidewaiter/ledger.jsonl");
        var lines = Files.readAllLines(ledger);
        Files.writeString(ledger, lines.getFirst() + "\n");
        assertThat(run("ledger", "verify").status()).isZero();
        assertThat(run(verify).status()).isEqualTo(ExitCodes.REFUSED);
        var exported = run("ledger", "export");
        assertThat(exported.out()).contains("\"tidewaiter-facts-1\"");
    }
}
