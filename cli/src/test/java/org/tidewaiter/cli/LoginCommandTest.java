package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.cli.Typed.typed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.cli.Typed.Result;
import org.tidewaiter.testkit.image.FakeRegistry;
import org.tidewaiter.testkit.image.FakeRegistry.Auth;
import org.tidewaiter.testkit.image.ServerCertificate;

/// Logging in and out, as it is typed.
class LoginCommandTest {
    @TempDir Path folder;
    private FakeRegistry registry;

    @BeforeEach
    void start() throws IOException {
        registry =
                FakeRegistry.start()
                        .image("app", "1", SmallImage.build())
                        .requires(new Auth.Basic("ann", "secret"));
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "secret\n", "secret\r\n"})
    void aPasswordFromStandardInputOpensTheRegistry(String input) {
        assertThat(scan().err()).startsWith("error[registry-denied]");
        var result = login("-u", "ann", "--password-stdin").reading(input).run();
        assertThat(result.status()).isZero();
        assertThat(result.out().strip()).isEqualTo("Logged in to " + registry.host());
        assertThat(result.err())
                .isEqualToIgnoringNewLines(
                        "note: the password is stored unencrypted in " + config());
        assertThat(scan().status()).isZero();
    }

    @Test
    void aRegistryThatWantsAClientCertificateIsShownTheOneThatIsGiven() throws Exception {
        var certificate = ServerCertificate.make(folder);
        var key = Files.writeString(folder.resolve("key.pem"), certificate.keyPem()).toString();
        var pem = certificate.pem().toString();
        registry.close();
        registry = FakeRegistry.startTls(certificate, certificate);

        var refused = login("-u", "ann", "-p", "x", "--ca-certificate", pem).run();
        assertThat(refused.err()).contains("error[registry-wants-certificate]");
        var result =
                login(
                                "-u",
                                "ann",
                                "-p",
                                "x",
                                "--ca-certificate",
                                pem,
                                "--registry-client-cert",
                                pem,
                                "--registry-client-key",
                                key)
                        .run();
        assertThat(result.status()).as(result.err()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--registry-client-cert", "--registry-client-key"})
    void aClientCertificateIsNothingWithoutItsKey(String flag) {
        var result = login("-u", "ann", "-p", "secret", flag, "a.pem").run();
        assertThat(result.err()).contains("error[usage]").contains("give both");
    }

    @Test
    void aWrongPasswordIsRefusedAndNotKept() {
        var result = login("-u", "ann", "--password-stdin").reading("wrong").run();
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("error[registry-denied]").doesNotContain("wrong");
        assertThat(config()).doesNotExist();
    }

    @Test
    void aTypedPasswordIsTakenWithAWarning() {
        var result = login("-u", "ann", "-p", "secret").run();
        assertThat(result.status()).isZero();
        assertThat(result.err()).contains("note: -p shows the password", "--password-stdin");
    }

    @Test
    void userAndPasswordCanComeFromTheEnvironment() {
        var login = login().with("TIDEWAITER_USERNAME", "ann");
        assertThat(login.with("TIDEWAITER_LOGIN_PASSWORD", "secret").run().status()).isZero();
    }

    @Test
    void thePasswordOfAPrivateKeyIsNotSentToARegistry() {
        var result = login("-u", "ann").with("TIDEWAITER_PASSWORD", "secret").run();
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).startsWith("error[usage]: no password was given");
        assertThat(config()).doesNotExist();
    }

    @Test
    void standardInputThatWasTypedWinsOverThePasswordOfTheEnvironment() {
        var login =
                login("-u", "ann", "--password-stdin").with("TIDEWAITER_LOGIN_PASSWORD", "wrong");
        assertThat(login.reading("secret").run().status()).isZero();
    }

    @Test
    void whatDoesNotFitTogetherIsSaid() {
        assertThat(login("-u", "ann", "-p", "x", "--password-stdin").run().err())
                .contains("both --password and --password-stdin were given");
        assertThat(login("--password-stdin").run().err()).contains("but no user");
        assertThat(login("-u", "ann", "--password-stdin").run().err()).contains("is empty");
        assertThat(typed("login", "a b").run().err()).startsWith("error[registry-name-invalid]");
    }

    @Test
    void logoutForgets() {
        login("-u", "ann", "--password-stdin").reading("secret").run();
        assertThat(logout().out().strip()).isEqualTo("Logged out of " + registry.host());
        assertThat(scan().err()).startsWith("error[registry-denied]");
        assertThat(logout().out().strip()).isEqualTo("Not logged in to " + registry.host());
    }

    private Path config() {
        return folder.resolve("docker/config.json");
    }

    private Typed login(String... more) {
        var words = new String[more.length + 2];
        words[0] = "login";
        words[1] = registry.host();
        System.arraycopy(more, 0, words, 2, more.length);
        return here(words);
    }

    private Result logout() {
        return here("logout", registry.host()).run();
    }

    private Result scan() {
        return here("scan", registry.host() + "/app:1", "--no-cache").run();
    }

    private Typed here(String... words) {
        return typed(words)
                .with("DOCKER_CONFIG", folder.resolve("docker").toString())
                .with("TIDEWAITER_CACHE_DIR", folder.resolve("cache").toString());
    }
}
