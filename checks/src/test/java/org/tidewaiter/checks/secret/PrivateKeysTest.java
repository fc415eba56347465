package org.tidewaiter.checks.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.model.Observation.SecretSeen;

class PrivateKeysTest {
    @Test
    void aKeyThatIsCutShortDoesNotHideTheTokenBehindIt() throws Exception {
        var key = filled("{pem-rsa}").lines().limit(3).collect(Collectors.joining("\n"));
        var text = key + "\n...\n\nKEY=" + filled("SG.{w:22}.{w:42}{l:1}") + "\n";
        assertThat(seen("README.md", text + "-----BEGIN CERTIFICATE-----\n"))
                .filteredOn(one -> one.excuse().isEmpty())
                .extracting(SecretSeen::check)
                .containsExactly("secret/sendgrid-key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+", "-"})
    void aKeyInAPatchIsWhole(String sign) throws Exception {
        var patch =
                filled("{pem-rsa}")
                        .lines()
                        .map(line -> sign + line)
                        .collect(Collectors.joining("\n"));
        assertThat(seen("key.patch", "@@ -0,0 +1,28 @@\n" + patch + "\n"))
                .extracting(one -> one.check() + one.excuse())
                .containsExactly("secret/private-key");
    }

    @Test
    void aKeyLongerThanWhatIsSeenAtOnceIsOne() throws Exception {
        var packet = new byte[20_000];
        new Random(4).nextBytes(packet);
        packet[0] = (byte) 0x95;
        var lines = java.util.Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(packet);
        var block = "-----%s PGP PRIVATE KEY BLOCK-----\n";
        var text = block.formatted("BEGIN") + "\n" + lines + "\n" + block.formatted("END");
        assertThat(seen("key.asc", text))
                .extracting(one -> one.check() + one.excuse())
                .containsExactly("secret/pgp-private-key");
    }

    @Test
    void keysInDerAndKeyStoresAreToldApart() throws Exception {
        var one = SecretKindsTest.seen("a.jks", new Template(new Random(1)).fill("{jks}"));
        var two = SecretKindsTest.seen("b.jks", new Template(new Random(2)).fill("{jks}"));
        var same = SecretKindsTest.seen("c.jks", new Template(new Random(1)).fill("{jks}"));
        assertThat(one.getFirst().fingerprint())
                .isEqualTo(same.getFirst().fingerprint())
                .isNotEqualTo(two.getFirst().fingerprint());
    }

    @Test
    void whatAPersonMadeUpIsNotInTheFingerprint() throws Exception {
        var one = seen("a/.env", "JWT_SECRET=Company-Prod-2024-Sommer!");
        var two = seen("a/.env", "JWT_SECRET=Company-Prod-2025-Winter!");
        assertThat(one.getFirst().fingerprint()).isEqualTo(two.getFirst().fingerprint());
        var made = seen("a/.env", "JWT_SECRET=" + filled("{l:40}"));
        var again = seen("b/.env", "JWT_SECRET=" + filled("{l:40}"));
        assertThat(made.getFirst().fingerprint()).isEqualTo(again.getFirst().fingerprint());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN PGP PRIVATE KEY BLOCK-----\n",
                "-eyJ",
                "-eyJaaaaaaaa.eyJ",
                "\"service_account\""
            })
    @Timeout(20)
    void manyBeginningsAreReadInLinearTime(String unit) throws Exception {
        var text = unit.repeat((2 << 20) / unit.length());
        long start = System.nanoTime();
        seen("a.txt", text);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    private static String filled(String template) {
        return new String(new Template(new Random(1)).fill(template), StandardCharsets.ISO_8859_1);
    }

    private static List<SecretSeen> seen(String path, String text) throws Exception {
        return SecretKindsTest.seen(path, text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
