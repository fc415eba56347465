package org.tidewaiter.signing.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.model.Issuer;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.key.SignedBy;

/// openssl makes the chains, signs, and judges them too. It is not asked what the certificates are
/// for; there we are alone.
class OpensslChainsIT {
    private static final String AUTHORITY =
            "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign";
    private static final String SIGNER =
            "basicConstraints=CA:FALSE\nkeyUsage=critical,digitalSignature\n"
                    + "extendedKeyUsage=codeSigning\nsubjectAltName=email:release@shop.example";

    @TempDir private Path folder;

    @BeforeAll
    static void install() throws Exception {
        run(Path.of(".").toAbsolutePath(), true, "../testkit/oracles/install.sh", "openssl");
    }

    @BeforeEach
    void words() throws IOException {
        Files.writeString(folder.resolve("words"), "alpha");
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "'', '', '', 1, verified",
                "'', '', '', 40, expired-certificate",
                "'', '', '', -2, early-certificate",
                "'basicConstraints=critical,CA:TRUE,pathlen:1', '', '', 1, verified",
                "'basicConstraints=critical,CA:TRUE,pathlen:0', '', '', 1, long-chain",
                "'', 'basicConstraints=critical,CA:FALSE', '', 1, not-an-authority",
                "'', 'keyUsage=critical,digitalSignature', '', 1, not-an-authority",
                "'', '1.2.3.4=critical,DER:0500', '', 1, critical-certificate-extension",
                "'', '1.2.3.4=DER:0500', '', 1, verified",
                "'', '', '1.2.3.4=critical,DER:0500', 1, critical-certificate-extension",
                "'', 'nameConstraints=critical,permitted;email:shop.example', '', 1, verified",
                "'', 'nameConstraints=critical,permitted;email:x.example', '', 1, foreign-names",
                "'', 'nameConstraints=critical,excluded;email:shop.example', '', 1, foreign-names",
                "'nameConstraints=critical,permitted;email:x.example', '', '', 1, foreign-names",
                "'nameConstraints=critical,permitted;email:shop.example', '', '', 1, verified",
            })
    void weJudgeAChainAsItDoes(String root, String middle, String leaf, int day, String expected)
            throws Exception {
        make(root, middle, leaf, "EC -pkeyopt ec_paramgen_curve:P-256");
        var now = Instant.now().plus(Duration.ofDays(day));

        assertThat(judged(now)).isEqualTo(expected);
        var said =
                run(
                        folder,
                        false,
                        "openssl",
                        "verify",
                        "-attime",
                        String.valueOf(now.getEpochSecond()),
                        "-CAfile",
                        "root.pem",
                        "-untrusted",
                        "middle.pem",
                        "leaf.pem");
        assertThat(said.contains("leaf.pem: OK")).as(said).isEqualTo(expected.equals("verified"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EC -pkeyopt ec_paramgen_curve:P-256",
                "EC -pkeyopt ec_paramgen_curve:P-384",
                "EC -pkeyopt ec_paramgen_curve:P-521",
                "RSA -pkeyopt rsa_keygen_bits:2048",
                "ED25519",
            })
    void aChainOfEachKindOfKeyIsRead(String kind) throws Exception {
        make("", "", "", kind);
        assertThat(judged(Instant.now().plus(Duration.ofDays(1)))).isEqualTo("verified");
    }

    @ParameterizedTest
    @CsvSource({
        "-sha256, verified",
        "-sha512, verified",
        "-sha1, weak-certificate",
        "-sha256 -sigopt rsa_padding_mode:pss, verified",
        "-sha1 -sigopt rsa_padding_mode:pss, weak-certificate",
    })
    void aWeakHashIsRefusedHoweverItIsSigned(String how, String expected) throws Exception {
        make("", "", "", "RSA -pkeyopt rsa_keygen_bits:2048");
        certify("leaf", "middle", SIGNER, how);
        assertThat(judged(Instant.now().plus(Duration.ofDays(1)))).isEqualTo(expected);
    }

    private void make(String root, String middle, String leaf, String kind) throws Exception {
        for (var name : List.of("root", "middle", "leaf")) {
            openssl("genpkey -algorithm " + kind + " -out " + name + ".key");
            openssl("req -new -key " + name + ".key -subj /CN=" + name + " -out " + name + ".csr");
        }
        Files.writeString(folder.resolve("ext"), extensions(AUTHORITY, root));
        openssl("x509 -req -in root.csr -signkey root.key -days 30 -extfile ext -out root.pem");
        certify("middle", "root", extensions(AUTHORITY, middle), "");
        certify("leaf", "middle", extensions(SIGNER, leaf), "");
    }

    private void certify(String name, String by, String extensions, String how) throws Exception {
        Files.writeString(folder.resolve("ext"), extensions);
        openssl(
                "x509 -req -in %1$s.csr -CA %2$s.pem -CAkey %2$s.key -CAcreateserial -days 30 -extfile ext -out %1$s.pem %3$s"
                        .formatted(name, by, how));
    }

    /// Those of which another is given are left out.
    private static String extensions(String usual, String other) {
        var lines = new StringBuilder();
        for (var line : usual.split("\n", -1)) {
            var name = line.substring(0, Math.max(line.indexOf('='), 0));
            if (!name.isEmpty() && !other.startsWith(name + "=")) {
                lines.append(line).append('\n');
            }
        }
        return lines + other + "\n";
    }

    private String judged(Instant now) throws Exception {
        boolean edwards = Files.readString(folder.resolve("leaf.key")).length() < 150;
        openssl(
                "pkeyutl -sign -inkey leaf.key -rawin -in words -out sig"
                        + (edwards ? "" : " -digest sha256"));
        var authorities = Authorities.of(read("root.pem"), List.of());
        var trusted = new TrustedCertificates(List.of(), authorities, Optional.empty());
        var presented = new PresentedCertificate(read("leaf.pem").getFirst(), read("middle.pem"));
        var signed = Files.readAllBytes(folder.resolve("words"));
        var signature = Files.readAllBytes(folder.resolve("sig"));
        try {
            var issuer = trusted.signer(presented, SignedBy.of(signed), List.of(signature), now);
            assertThat(((Issuer.Certificate) issuer).identities())
                    .containsExactly("release@shop.example");
            return "verified";
        } catch (RefusedException e) {
            return e.refusal().code();
        }
    }

    private List<Certificate> read(String name) throws Exception {
        return CertificateFile.read(Files.readAllBytes(folder.resolve(name)));
    }

    private void openssl(String words) throws Exception {
        run(folder, true, ("openssl " + words.strip()).split(" +", -1));
    }

    private static String run(Path folder, boolean succeeds, String... command) throws Exception {
        var process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        process.getOutputStream().close();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        assertThat(status == 0 || !succeeds).as("%s: %s", List.of(command), out).isTrue();
        return out;
    }
}
