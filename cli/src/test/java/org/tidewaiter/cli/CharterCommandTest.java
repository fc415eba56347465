package org.tidewaiter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.cli.Typed.typed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.model.json.JsonReader;

class CharterCommandTest {
    private static final int LONGEST_PATH = 4095;

    @TempDir private Path folder;

    private Path memory;

    @BeforeEach
    void memory() {
        memory = folder.resolve("memory");
    }

    private Typed.Result charter(String... words) {
        var all = Stream.concat(Stream.of("charter"), Stream.of(words)).toArray(String[]::new);
        return typed(all).with("TIDEWAITER_CHARTER_MEMORY", memory.toString()).run();
    }

    private String name(String name) {
        return folder.resolve(name).toString();
    }

    private String text(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    /// Of Ana and Bob, who must both sign, with a key of ci.
    private void draftOfTwo() {
        for (var key : new String[] {"ana", "bob", "ci", "eva"}) {
            assertThat(
                            Typed.run("key", "generate", "--type", "ed25519", "--name", name(key))
                                    .status())
                    .isZero();
        }
        var made =
                charter(
                        "init",
                        "--name",
                        name("acme"),
                        "--owner",
                        "ana=" + name("ana.pub"),
                        "--owner",
                        "bob=" + name("bob.pub"),
                        "--threshold",
                        "2",
                        "--role",
                        "build=" + name("ci.pub"));
        assertThat(made.err()).isEmpty();
        assertThat(made.out())
                .contains("acme.yaml: a draft, signed by nobody\n")
                .contains("missing: 2 of ana, bob (owners of this version)\n");
    }

    @Test
    void oneCommandMakesKeysAndACharterThatIsInForce() throws IOException {
        var made = charter("init", "--name", name("acme"), "--role", "build", "--role", "release");

        assertThat(made.status()).isZero();
        assertThat(made.out()).contains("acme.charter: version 1 of the charter sha256:");
        for (var key : new String[] {"acme-owner", "acme-build", "acme-release"}) {
            assertThat(folder.resolve(key + ".pub")).exists();
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(folder.resolve(key + ".key"))))
                    .isEqualTo("rw-------");
        }
        var checked = charter("check", name("acme.charter"));
        assertThat(checked.status()).isZero();
        assertThat(checked.out()).contains("version 1 of the charter sha256:", "in force until 2");
        assertThat(checked.err()).isEmpty();
        assertThat(charter("check", name("acme.yaml")).out())
                .contains("acme.yaml: says what version 1 of ");
        assertThat(text("acme.yaml"))
                .contains("  dev:\n    roles: [build]\n", "  prod:\n    roles: [build, release]\n");
    }

    @Test
    void keysOfACharterAreEncryptedWithAPassword() throws IOException {
        var words = new String[] {"charter", "init", "--name", name("acme")};
        var made = typed(words).with("TIDEWAITER_PASSWORD", "s3cret").run();
        assertThat(made.status()).isZero();
        for (var key : new String[] {"owner", "build", "release"}) {
            assertThat(text("acme-" + key + ".key")).startsWith("-----BEGIN ENCRYPTED SIGSTORE");
        }
        assertThat(made.out() + made.err()).doesNotContain("s3cret", "PRIVATE");
    }

    @Test
    void filesOfKeysAreNamedAsTheCharterIs() throws IOException {
        var made = charter("init", "--name", name("A4 b"), "--role", "build");
        assertThat(made.status()).isZero();
        assertThat(made.out()).contains("A4 b-build.key IMAGE\n");
        assertThat(folder.resolve("A4 b-owner.key")).exists();
        assertThat(text("A4 b.yaml")).contains("  a4-b-build:\n").contains("A4 b-build.pub");
        assertThat(charter("check", name("A4 b.yaml")).status()).isZero();
    }

    @Test
    void ofKeysThatCannotAllBeWrittenNoneStay() throws IOException {
        int room = LONGEST_PATH - "/acme-owner.key".length() - folder.toString().length();
        var deep = folder + "/" + "./".repeat(room / 2) + (room % 2 == 0 ? "acme" : "acmes");
        var made = charter("init", "--name", deep, "--role", "longer");
        assertThat(made.status()).isEqualTo(1);
        assertThat(made.out()).contains("-owner.key, ");
        assertThat(made.err()).contains("error[output-failed]: ", "-longer.key failed");
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void noRoleHasTheKeyOfTheOwner() {
        assertThat(charter("init", "--name", name("acme"), "--role", "owner").err())
                .startsWith("error[usage]: there is no role 'owner'");
    }

    @Test
    void rolesThatAreKnownSayWhatTheyAreFor() throws IOException {
        charter(
                "init",
                "--name",
                name("acme"),
                "--role",
                "scan",
                "--role",
                "qa",
                "--role",
                "vex",
                "--role",
                "release");
        assertThat(text("acme.yaml"))
                .contains("    says: [scan]\n", "    says: [signature, test-result]\n")
                .contains("    says: [vex]\n")
                .contains("  dev:\n    roles: [scan]\n")
                .contains("  stage:\n    roles: [qa, scan]\n")
                .contains("  prod:\n    roles: [qa, release, scan]\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme.yaml", "acme.charter", "acme-owner.key", "acme-release.pub"})
    void nothingThatIsThereIsOverwritten(String file) throws IOException {
        Files.writeString(folder.resolve(file), "mine");
        var made = charter("init", "--name", name("acme"));
        assertThat(made.status()).isEqualTo(1);
        assertThat(made.err()).contains(file + " is there already").doesNotContain("--force");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void aDraftGoesFromOwnerToOwner() throws IOException {
        draftOfTwo();
        var one = charter("sign", name("acme.yaml"), "--key", name("ana.key"));
        assertThat(one.status()).isZero();
        assertThat(one.out())
                .contains("acme.charter.pending: signed, and not by enough owners yet\n")
                .contains("missing: 1 of bob (owners of this version)\n");
        assertThat(folder.resolve("acme.charter")).doesNotExist();
        assertThat(charter("show", name("acme.charter.pending")).out())
                .startsWith("# version 1, not signed by enough owners\n")
                .contains("\nname: acme\n");

        var checked = charter("check", name("acme.charter.pending"));
        assertThat(checked.status()).isZero();
        assertThat(checked.out())
                .contains("acme.charter.pending: version 1, that can be signed\n")
                .contains("missing: 1 of bob (owners of this version)\n");

        var again = charter("sign", name("acme.charter.pending"), "--key", name("ana.key"));
        assertThat(again.out()).contains("missing: 1 of bob");

        var two = charter("sign", name("acme.charter.pending"), "--key", name("bob.key"));
        assertThat(two.out()).contains("acme.charter: version 1 of the charter", "by ana, bob, in");
        assertThat(folder.resolve("acme.charter.pending")).doesNotExist();
        assertThat(charter("check", name("acme.charter")).status()).isZero();
    }

    @Test
    void whatSomeHaveSignedCannotBeChanged() throws IOException {
        draftOfTwo();
        charter("sign", name("acme.yaml"), "--key", name("ana.key"));
        var draft = folder.resolve("acme.yaml");
        Files.writeString(draft, text("acme.yaml").replace("name: acme", "name: other"));

        var other = charter("sign", name("acme.yaml"), "--key", name("bob.key"));
        assertThat(other.status()).isEqualTo(1);
        assertThat(other.err()).startsWith("error[charter-differs]: ");

        Files.writeString(draft, text("acme.yaml").replace("name: other", "name: acme"));
        assertThat(charter("sign", name("acme.yaml"), "--key", name("bob.key")).out())
                .contains("signed by ana, bob");
    }

    @Test
    void aCharterThatWasAskedForMustBeThere() {
        draftOfTwo();
        var id = "sha256:" + "0".repeat(64);
        for (var words :
                List.of(
                        List.of("sign", name("acme.yaml"), "--key", name("ana.key")),
                        List.of("check", name("acme.yaml")))) {
            var told =
                    charter(
                            Stream.concat(words.stream(), Stream.of("--charter-id", id))
                                    .toArray(String[]::new));
            assertThat(told.status()).isEqualTo(1);
            assertThat(told.err())
                    .startsWith("error[charter-unreadable]: ")
                    .contains("acme.charter cannot be read: there is no such file");
        }
        assertThat(folder.resolve("acme.charter.pending")).doesNotExist();
    }

    @Test
    void whoIsNoOwnerCannotSign() {
        draftOfTwo();
        var other = charter("sign", name("acme.yaml"), "--key", name("ci.key"));
        assertThat(other.status()).isEqualTo(2);
        assertThat(other.err()).startsWith("refused[charter-unknown-signer]: ");
        assertThat(folder.resolve("acme.charter.pending")).doesNotExist();
    }

    /// Ana and Bob hand over to Eva.
    @Test
    void theNextVersionIsSignedByOldAndNewOwners() throws Exception {
        draftOfTwo();
        charter("sign", name("acme.yaml"), "--key", name("ana.key"));
        charter("sign", name("acme.yaml"), "--key", name("bob.key"));

        var edited = charter("edit", name("acme.charter"));
        assertThat(edited.out()).contains("acme.yaml: the draft of version 2\n");
        Files.writeString(
                folder.resolve("acme.yaml"),
                text("acme.yaml")
                        .replace("holders: [ana, bob]\n  threshold: 2", "holders: [eva]")
                        .replace(
                                "\nholders:\n",
                                "\nholders:\n  eva:\n    keys: [{file: eva.pub}]\n"));
        var refused = charter("edit", name("acme.charter"));
        assertThat(refused.err()).startsWith("error[charter-exists]: ");

        assertThat(charter("sign", name("acme.yaml"), "--key", name("eva.key")).out())
                .contains("missing: 2 of ana, bob (owners of the version before)\n");
        charter("sign", name("acme.yaml"), "--key", name("ana.key"));
        assertThat(charter("sign", name("acme.yaml"), "--key", name("bob.key")).out())
                .contains("version 2", "signed by ana, bob, eva");

        assertThat(charter("history", name("acme.charter")).out())
                .contains("version 1: issued ", ", signed by ana, bob\n")
                .contains("version 2: issued ", ", signed by ana, bob, eva\n")
                .contains(
                        "  owners changed: holders [ana, bob] -> [eva], threshold 2 -> 1\n",
                        "\n  holders eva added\n");
        assertThat(
                        JsonReader.read(
                                        charter("history", name("acme.charter"), "-o", "json")
                                                .out()
                                                .getBytes(UTF_8))
                                .get("versions")
                                .items())
                .hasSize(2);
    }

    @Test
    void aDraftIsCheckedAgainstTheCharterBesideIt() throws IOException {
        charter("init", "--name", name("acme"));
        charter("edit", name("acme.charter"));
        assertThat(charter("check", name("acme.yaml")).out())
                .contains("a draft of version 2 that can be signed\n")
                .contains("missing: 1 of acme-owner (owners of the version before)\n");
        Files.writeString(
                folder.resolve("acme.yaml"), text("acme.yaml").replace("version: 2", "version: 3"));
        var skipped = charter("check", name("acme.yaml"));
        assertThat(skipped.status()).isEqualTo(2);
        assertThat(skipped.out()).startsWith("refused[charter-skipped-version]: ");
    }

    @Test
    void aVersionThatWasSeenIsNotForgotten() throws IOException {
        charter("init", "--name", name("acme"));
        Files.copy(folder.resolve("acme.charter"), folder.resolve("old.charter"));
        charter("edit", name("acme.charter"));
        charter("sign", name("acme.yaml"), "--key", name("acme-owner.key"));
        memory = folder.resolve("elsewhere");
        assertThat(charter("check", name("old.charter")).status()).isZero();
        assertThat(charter("check", name("acme.charter")).status()).isZero();
        assertThat(charter("check", name("old.charter")).out())
                .startsWith("refused[charter-rollback]: ");
    }

    @Test
    void theFirstVersionThatIsMadeHereIsRemembered() {
        charter("init", "--name", name("acme"));
        assertThat(memory).isNotEmptyDirectory();
    }

    @Test
    void aVersionThatWasSignedHereIsNotForgotten() throws IOException {
        charter("init", "--name", name("acme"));
        Files.copy(folder.resolve("acme.charter"), folder.resolve("old.charter"));
        charter("edit", name("acme.charter"));
        charter("sign", name("acme.yaml"), "--key", name("acme-owner.key"));
        var old = charter("check", name("old.charter"));
        assertThat(old.status()).isEqualTo(2);
        assertThat(old.out()).startsWith("refused[charter-rollback]: ");
        assertThat(charter("show", name("old.charter")).err())
                .startsWith("refused[charter-rollback]: ");

        memory = folder.resolve("elsewhere");
        assertThat(charter("check", name("old.charter")).status()).isZero();
    }

    @Test
    void aMemoryThatCannotBeWrittenIsSaid() throws IOException {
        charter("init", "--name", name("acme"));
        memory = folder.resolve("acme.yaml").resolve("memory");
        var checked = charter("check", name("acme.charter"));
        assertThat(checked.status()).isZero();
        assertThat(checked.err()).startsWith("note: it cannot be remembered which version");

        var words = new String[] {"charter", "check", name("acme.charter")};
        var homeless = typed(words).with("HOME", "").run();
        assertThat(homeless.status()).isZero();
        assertThat(homeless.err()).startsWith("note: it cannot be remembered which version");
    }

    @Test
    void withoutAFolderItIsRememberedWhereStateIsKept() {
        charter("init", "--name", name("acme"));
        var words = new String[] {"charter", "check", name("acme.charter")};
        assertThat(typed(words).with("XDG_STATE_HOME", name("state")).run().err()).isEmpty();
        assertThat(folder.resolve("state/tidewaiter/charters")).isNotEmptyDirectory();
        assertThat(typed(words).with("HOME", name("home")).run().err()).isEmpty();
        assertThat(folder.resolve("home/.local/state/tidewaiter/charters")).isNotEmptyDirectory();
    }

    @Test
    void aMemoryThatIsDamagedIsAProblem() throws IOException {
        charter("init", "--name", name("acme"));
        charter("check", name("acme.charter"));
        try (var files = Files.list(memory)) {
            for (var file : files.toList()) {
                Files.writeString(file, "x");
            }
        }
        var checked = charter("check", name("acme.charter"));
        assertThat(checked.status()).isEqualTo(1);
        assertThat(checked.err()).startsWith("error[charter-memory]: ");
    }

    @Test
    void itMustBeTheCharterThatWasAskedFor() throws Exception {
        charter("init", "--name", name("acme"));
        var shown = charter("show", name("acme.charter"), "-o", "json").out();
        var id = JsonReader.read(shown.getBytes(UTF_8)).text("id");
        assertThat(charter("check", name("acme.charter"), "--charter-id", id).status()).isZero();
        var other = "sha256:" + "0".repeat(64);
        assertThat(charter("check", name("acme.charter"), "--charter-id", other).out())
                .startsWith("refused[charter-other-id]: ");
        assertThat(charter("check", name("acme.charter"), "--charter-id", "x").status())
                .isEqualTo(1);
    }

    @Test
    void theVersionOfATimeIsShown() throws IOException {
        charter("init", "--name", name("acme"));
        assertThat(charter("check", name("acme.charter"), "--at", "2020-01-01").out())
                .startsWith("refused[charter-not-yet]: ");
        assertThat(charter("check", name("acme.charter"), "--at", "2199-01-01T00:00:00Z").out())
                .startsWith("refused[charter-expired]: ");
        assertThat(charter("show", name("acme.charter"), "--at", "2199-01-01").err())
                .startsWith("refused[charter-expired]: ");
        assertThat(charter("show", name("acme.charter"), "--at", "soon").err())
                .contains("'soon' is no time");
    }

    @Test
    void whatIsNoCharterIsRefusedOrUnreadable() throws IOException {
        var nowhere = charter("check", name("nowhere.charter"));
        assertThat(nowhere.status()).isEqualTo(1);
        assertThat(nowhere.err()).startsWith("error[charter-unreadable]: ");

        Files.writeString(folder.resolve("words.charter"), "words");
        assertThat(charter("check", name("words.charter")).out())
                .startsWith("refused[malformed-json]: ");
        Files.writeString(folder.resolve("draft.yaml"), "a: &x 1\u001b[31m");
        var draft = charter("check", name("draft.yaml"));
        assertThat(draft.status()).isEqualTo(2);
        assertThat(draft.out()).startsWith("refused[malformed-yaml]: ").doesNotContain("\u001b");
        Files.writeString(folder.resolve("lost.yaml"), "holders: {a: {keys: [{file: no.pub}]}}");
        assertThat(charter("check", name("lost.yaml")).out()).startsWith("refused[");
    }

    @Test
    void aCharterThatHasExpiredIsNotSigned() throws IOException {
        draftOfTwo();
        Files.writeString(
                folder.resolve("acme.yaml"),
                text("acme.yaml")
                        .replaceFirst("expires: .*", "expires: 2020-01-01")
                        .replaceFirst("version: 1", "version: 1\nissued: 2019-01-01"));
        var signed = charter("sign", name("acme.yaml"), "--key", name("ana.key"));
        assertThat(signed.status()).isEqualTo(2);
        assertThat(signed.err()).startsWith("refused[charter-expired]: ");
    }

    @Test
    void ownersAndRolesMustHaveKeys() {
        draftOfTwo();
        var ana = "ana=" + name("ana.pub");
        assertThat(charter("init", "--name", name("x"), "--owner", "ana").err())
                .startsWith("error[usage]: ");
        assertThat(charter("init", "--name", name("x"), "--owner", ana, "--role", "build").err())
                .contains("the role 'build' has no key");
        assertThat(
                        charter(
                                        "init",
                                        "--name",
                                        name("x"),
                                        "--owner",
                                        ana,
                                        "--threshold",
                                        "2",
                                        "--role",
                                        "build=" + name("ci.pub"))
                                .err())
                .startsWith("refused[charter-threshold]: ");
        assertThat(
                        charter(
                                        "init",
                                        "--name",
                                        name("x"),
                                        "--owner",
                                        ana,
                                        "--role",
                                        "build=" + name("ana.pub"))
                                .err())
                .startsWith("refused[charter-shared-key]: ");
    }
}
