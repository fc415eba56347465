package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.cli.Typed.typed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyCommandTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({
        "ecdsa-p256, ECDSA P-256",
        "ecdsa-p384, ECDSA P-384",
        "ecdsa-p521, ECDSA P-521",
        "ed25519, Ed25519",
        "rsa-2048, RSA",
    })
    void aKeyOfEachTypeIsMade(String type, String label) throws IOException {
        var made = Typed.run("key", "generate", "--name", name("own"), "--type", type);

        assertThat(made.status()).isZero();
        assertThat(made.out())
                .matches(".*own\\.key, .*own\\.pub: " + label + " sha256:[0-9a-f]{64}\n");
        assertThat(made.err()).startsWith("note: ").contains("is not encrypted");
        assertThat(folder.resolve("own.key")).content().startsWith("-----BEGIN PRIVATE KEY-----\n");
        assertThat(Typed.run("key", "public", name("own.key")).out())
                .isEqualTo(Files.readString(folder.resolve("own.pub")))
                .startsWith("-----BEGIN PUBLIC KEY-----\n");
    }

    @Test
    void nobodyElseMayReadAPrivateKey() throws IOException {
        Typed.run("key", "generate", "--name", name("own"));
        assertThat(mode("own.key")).isEqualTo("rw-------");

        Files.setPosixFilePermissions(
                folder.resolve("own.key"), PosixFilePermissions.fromString("rw-r--r--"));
        var read = Typed.run("key", "public", name("own.key"));
        assertThat(read.status()).isZero();
        assertThat(read.err()).startsWith("note: others on this machine may read");

        Typed.run("key", "generate", "--name", name("own"), "--force");
        assertThat(mode("own.key")).isEqualTo("rw-------");
        assertThat(Typed.run("key", "public", name("own.key")).err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"TIDEWAITER_PASSWORD", "COSIGN_PASSWORD"})
    void aPasswordEncryptsAndOpensAKey(String variable) throws IOException {
        var made = typed("key", "generate", "--name", name("own")).with(variable, "secret").run();
        assertThat(made.err()).isEmpty();
        assertThat(folder.resolve("own.key"))
                .content()
                .startsWith("-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\n");

        var words = new String[] {"key", "public", name("own.key")};
        assertThat(typed(words).with(variable, "secret").run().out())
                .isEqualTo(Files.readString(folder.resolve("own.pub")));
        assertThat(typed(words).with(variable, "other").run().err())
                .startsWith("error[key-password]: ")
                .contains("encrypted with another password");
        assertThat(typed(words).run().err())
                .startsWith("error[key-password]: ")
                .contains("there is no password");
    }

    @Test
    void aKeyIsReplacedOnlyWhereThatIsAskedFor() throws IOException {
        Typed.run("key", "generate", "--name", name("own"));
        var first = Files.readString(folder.resolve("own.key"));

        var again = Typed.run("key", "generate", "--name", name("own"));
        assertThat(again.status()).isEqualTo(1);
        assertThat(again.err()).startsWith("error[key-exists]: ").contains("--force");
        assertThat(folder.resolve("own.key")).hasContent(first);

        Files.delete(folder.resolve("own.key"));
        assertThat(Typed.run("key", "generate", "--name", name("own")).err())
                .startsWith("error[key-exists]: ");
        assertThat(folder.resolve("own.key")).doesNotExist();

        assertThat(Typed.run("key", "generate", "--name", name("own"), "--force").status())
                .isZero();
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void aLinkIsNotWrittenThrough() throws IOException {
        var target = folder.resolve("elsewhere");
        Files.createSymbolicLink(folder.resolve("own.key"), target);
        assertThat(Typed.run("key", "generate", "--name", name("own")).err())
                .startsWith("error[key-exists]: ");
        assertThat(Typed.run("key", "generate", "--name", name("own"), "--force").status())
                .isZero();
        assertThat(target).doesNotExist();
        assertThat(mode("own.key")).isEqualTo("rw-------");
    }

    @Test
    void aKeyOfAnotherProgramIsTakenOver() throws IOException {
        Typed.run("key", "generate", "--name", name("theirs"), "--type", "ed25519");
        var taken =
                typed("key", "import", name("theirs.key"), "--name", name("own"))
                        .with("TIDEWAITER_PASSWORD", "secret")
                        .run();
        assertThat(taken.status()).isZero();
        assertThat(folder.resolve("own.pub")).hasSameTextualContentAs(folder.resolve("theirs.pub"));
        assertThat(folder.resolve("own.key")).content().contains("SIGSTORE");
    }

    @Test
    void nothingOfAPrivateKeyIsPrinted() throws IOException {
        var made = Typed.run("-v", "key", "generate", "--name", name("own"));
        var shown = Typed.run("-v", "key", "public", name("own.key"));
        var lines = Files.readString(folder.resolve("own.key")).lines().toList();
        for (var line : lines.subList(1, lines.size() - 1)) {
            assertThat(made.out() + made.err() + shown.out() + shown.err()).doesNotContain(line);
        }
    }

    @Test
    void whatIsNoKeyIsToldWithWhatToGive() throws IOException {
        Files.writeString(folder.resolve("words"), "hello");
        assertThat(Typed.run("key", "public", name("words")).err())
                .startsWith("error[key-unusable]: ")
                .contains("there is no key in it", "\n  mend: give a key of ECDSA");
        assertThat(Typed.run("key", "public", name("nowhere")).err())
                .startsWith("error[key-unreadable]: ")
                .contains("there is no such file");
        assertThat(Typed.run("key", "generate", "--name", name("a"), "--type", "dsa").err())
                .startsWith("error[usage]: --type: 'dsa' is no type of key");
        assertThat(Typed.run("key", "generate", "--name", name("no/folder")).err())
                .startsWith("error[output-failed]: ");
    }

    private String name(String file) {
        return folder.resolve(file).toString();
    }

    private String mode(String file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file)));
    }
}
