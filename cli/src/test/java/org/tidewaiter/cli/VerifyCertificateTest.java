package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.cli.Typed.run;
import static org.tidewaiter.testkit.signing.SignedDocuments.COSIGN_SIGN;
import static org.tidewaiter.testkit.signing.SignedDocuments.bundle;
import static org.tidewaiter.testkit.signing.SignedDocuments.certified;
import static org.tidewaiter.testkit.signing.SignedDocuments.signed;
import static org.tidewaiter.testkit.signing.SignedDocuments.statement;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidewaiter.testkit.image.BuiltImage;
import org.tidewaiter.testkit.image.FakeRegistry;
import org.tidewaiter.testkit.signing.Attachments;
import org.tidewaiter.testkit.signing.TestCertificate;
import org.tidewaiter.testkit.signing.TestCertificate.Draft;
import org.tidewaiter.testkit.signing.TestKey;

class VerifyCertificateTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2126-01-01T00:00:00Z");
    private static final TestKey KEY = TestKey.p256();
    private static final TestKey AUTHORITY = TestKey.p384();
    private static final String MAIL = "release@shop.example";
    private static final TestCertificate ROOT =
            good(TestCertificate.authority("root", AUTHORITY)).selfSigned();
    private static final TestCertificate MIDDLE =
            good(TestCertificate.authority("middle", AUTHORITY)).issuedBy(ROOT);
    private static final TestCertificate LEAF =
            good(TestCertificate.signer(MAIL, KEY)).issuedBy(MIDDLE);

    @TempDir Path folder;
    private final BuiltImage image = SmallImage.build();
    private FakeRegistry registry;
    private String name;

    private static Draft good(Draft draft) {
        return draft.good(START, END);
    }

    @BeforeEach
    void aSignedImageAndTheCertificatesAsFiles() throws Exception {
        registry = FakeRegistry.start().image("shop/app", "1", image);
        name = registry.host() + "/shop/app:1";
        var statement = statement(image.digest(), COSIGN_SIGN, "{}");
        var bundle = certified(bundle(signed(statement, KEY)), List.of(LEAF.der()));
        Attachments.of(image.digest()).bundle(bundle).into(registry, "shop/app");
        Files.writeString(folder.resolve("leaf.pem"), LEAF.pem());
        Files.writeString(folder.resolve("root.pem"), ROOT.pem());
        Files.writeString(folder.resolve("middle.pem"), MIDDLE.pem());
        Files.writeString(folder.resolve("chain.pem"), MIDDLE.pem() + ROOT.pem());
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @ParameterizedTest
    @CsvSource({
        "--ca-roots root.pem --ca-intermediates middle.pem --certificate-identity " + MAIL,
        "--certificate-chain chain.pem --certificate-identity " + MAIL,
        "--certificate-chain chain.pem --certificate-identity-regexp @shop[.]example$"
                + " --certificate-oidc-issuer-regexp .*",
        "--ca-roots middle.pem --partial-chain --certificate-identity " + MAIL,
        "--certificate leaf.pem --certificate-chain chain.pem",
        "--certificate leaf.pem",
        "--certificate leaf.pem --certificate-identity " + MAIL,
    })
    void whatACertificateHasSignedIsVerified(String flags) {
        var result = verify(flags);
        assertThat(result.out())
                .contains("passed: signature is verified, by " + MAIL + ", so says CN=");
        assertThat(result.status()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "--ca-roots root.pem --certificate-identity " + MAIL + ", unknown-authority",
        "--certificate-chain chain.pem --certificate-identity qa@shop.example, other-identity",
        "--certificate-chain chain.pem --certificate-identity-regexp ^shop, other-identity",
        "--certificate leaf.pem --certificate-identity qa@shop.example, other-identity",
        "--certificate leaf.pem --certificate-oidc-issuer https://x.example, other-provider",
        "--certificate leaf.pem --ca-roots root.pem, unknown-authority",
    })
    void anotherIsRefusedWithItsReason(String flags, String reason) {
        var result = verify(flags);
        assertThat(result.out()).contains("refused   " + reason).contains("\nrefused: signature");
        assertThat(result.status()).isEqualTo(ExitCodes.REFUSED);
    }

    @ParameterizedTest
    @CsvSource({
        "--ca-roots root.pem, it was not said whom a certificate must name",
        "--certificate-identity a, not whose certificates count",
        "--ca-intermediates middle.pem, lead to no root",
        "--ca-roots root.pem --certificate-chain chain.pem, say the same thing twice",
        "--ca-roots root.pem --certificate-identity a --certificate-identity-regexp b, twice",
        "--ca-roots root.pem --certificate-identity-regexp (, is no regular expression",
        "--ca-roots middle.pem --certificate-identity a, is no root",
        "--ca-roots leaf.pem --partial-chain --certificate-identity a, may not certify others",
        "--ca-roots none.pem --certificate-identity a, there is no such file",
        "--certificate chain.pem, there are 2 certificates in it",
    })
    void flagsThatMakeNoSenseAreAProblem(String flags, String said) {
        var result = verify(flags);
        assertThat(result.err()).contains(said);
        assertThat(result.status()).isEqualTo(ExitCodes.PROBLEM);
    }

    @Test
    void theTreeNeedsNobodysName() {
        var words = words("--certificate-chain chain.pem");
        words.addAll(0, List.of("evidence", "tree", name));
        assertThat(run(words.toArray(String[]::new)).out())
                .contains("verified signature by " + MAIL + ", so says CN=root");
        assertThat(run("evidence", "tree", name).out()).contains("refused, untrusted-certificate");
    }

    @Test
    void machinesAreToldWhoCertified() {
        assertThat(verify("--certificate leaf.pem -o json").out())
                .contains("\"kind\": \"certificate\"")
                .contains("\"" + MAIL + "\"")
                .contains("\"authority\": \"CN=signer\"")
                .contains("\"authorityFingerprint\": \"sha256:");
    }

    private Typed.Result verify(String flags) {
        var words = words(flags);
        words.addAll(0, List.of("verify", name));
        return run(words.toArray(String[]::new));
    }

    private List<String> words(String flags) {
        var words = new ArrayList<String>();
        for (var word : flags.split(" ", -1)) {
            words.add(word.endsWith(".pem") ? folder.resolve(word).toString() : word);
        }
        return words;
    }
}
