package org.tidewaiter.signing.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.model.Evidence;
import org.tidewaiter.model.EvidenceKind;
import org.tidewaiter.model.Issuer;
import org.tidewaiter.signing.check.EvidenceCheck.Verified;
import org.tidewaiter.signing.key.VerificationKey;
import org.tidewaiter.signing.vectors.Crafting.Change;
import org.tidewaiter.testkit.signing.TestKey;

class ValidFormsTest {
    private static final TestKey KEY = TestKey.p256();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/vnd.dev.sigstore.bundle+json;version=0.1",
                "application/vnd.dev.sigstore.bundle+json;version=0.2",
                "application/vnd.dev.sigstore.bundle+json;version=0.3",
                "application/vnd.dev.sigstore.bundle.v0.3+json"
            })
    void everySpellingOfABundlesVersionIsRead(String mediaType) {
        for (var shape : List.of(Shape.BUNDLE, Shape.MESSAGE)) {
            assertThat(
                            evidence(
                                            shape,
                                            Change.of(
                                                    Stage.BUNDLE,
                                                    text ->
                                                            text.replaceFirst(
                                                                    "application/[^\"]*",
                                                                    mediaType)))
                                    .source()
                                    .form())
                    .isEqualTo("sigstore-bundle");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "application/vnd.in-toto+json, https://in-toto.io/Statement/v1",
        "application/vnd.in-toto+json, https://in-toto.io/Statement/v0.1",
        "application/vnd.in-toto.provenance+json, https://in-toto.io/Statement/v1",
    })
    void everyVersionOfAStatementIsRead(String payloadType, String statementType) {
        var evidence =
                evidence(
                        Shape.BARE,
                        Change.of(Stage.CONTENT_TYPE, _ -> payloadType),
                        Change.of(
                                Stage.CONTENT,
                                text ->
                                        text.replace(
                                                "https://in-toto.io/Statement/v1", statementType)));
        assertThat(evidence.kind()).isEqualTo(EvidenceKind.PROVENANCE);
    }

    @Test
    void aStatementMayBeAboutSeveralThings() {
        var evidence =
                evidence(
                        Shape.TAGGED,
                        Change.of(
                                Stage.CONTENT,
                                text ->
                                        text.replace(
                                                "\"subject\":[",
                                                "\"subject\":[{\"digest\":{\"sha1\":\"00\"}},")));
        assertThat(evidence.subject()).isEqualTo(Crafting.DIGEST);
    }

    @Test
    void whatCosignAnnotatesStandsBesideTheSubject() {
        var evidence =
                evidence(
                        Shape.BUNDLE,
                        Change.of(
                                Stage.CONTENT,
                                text ->
                                        text.replace(
                                                        "https://slsa.dev/provenance/v1",
                                                        "https://sigstore.dev/cosign/sign/v1")
                                                .replace(
                                                        "\"name\":\"app\"",
                                                        "\"annotations\":{\"stage\":\"prod\"}")));
        assertThat(evidence.kind()).isEqualTo(EvidenceKind.SIGNATURE);
        assertThat(evidence.claims()).isEqualTo(Map.of("stage", "prod"));
    }

    @Test
    void aSimpleSignatureSaysForWhichNameItWasMade() {
        var evidence = evidence(Shape.SIMPLE_TAG);
        assertThat(evidence.kind()).isEqualTo(EvidenceKind.SIGNATURE);
        assertThat(evidence.claims())
                .isEqualTo(Map.of("docker-reference", "shop/app", "stage", "qa"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "{\"a\":1,\"b\":true,\"c\":null,\"d\":[],\"e\":{}}"})
    void whatIsOptionalMayBeAnything(String optional) {
        var evidence =
                evidence(
                        Shape.SIMPLE_REFERRER,
                        Change.of(
                                Stage.CONTENT,
                                text -> text.replace("{\"stage\":\"qa\"}", optional)));
        assertThat(evidence.claims()).doesNotContainKeys("c", "d", "e");
    }

    @Test
    void whatIsOptionalIsNeverTheNameOfASimpleSignature() {
        var evidence =
                evidence(
                        Shape.SIMPLE_TAG,
                        Change.of(
                                Stage.CONTENT,
                                text ->
                                        text.replace("shop/app", "")
                                                .replace("\"stage\"", "\"docker-reference\"")));
        assertThat(evidence.claims()).isEmpty();
    }

    @Test
    void theIssuerIsTheKeyUnderTheNameThatWeHaveForIt() throws Exception {
        var key = VerificationKey.of(KEY.publicKey());
        assertThat(evidence(Shape.MESSAGE).issuer())
                .isEqualTo(new Issuer.Key(key.fingerprint(), "key 0"));
    }

    private static Evidence evidence(Shape shape, Change... changes) {
        var check = new Crafting(shape, KEY, List.of(changes)).check(KEY);
        assertThat(check).isInstanceOf(Verified.class);
        return ((Verified) check).evidence();
    }
}
