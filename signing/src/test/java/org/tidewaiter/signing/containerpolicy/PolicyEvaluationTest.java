package org.tidewaiter.signing.containerpolicy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tidewaiter.signing.openpgp.TestSigner.NOW;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Evidence;
import org.tidewaiter.model.EvidenceKind;
import org.tidewaiter.model.EvidenceSource;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.SignedTime;
import org.tidewaiter.signing.check.EvidenceCheck;
import org.tidewaiter.signing.check.EvidenceCheck.Rejected;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.containerpolicy.PolicyDecision.Answer;
import org.tidewaiter.signing.key.NewKey;
import org.tidewaiter.signing.key.SigningKey;
import org.tidewaiter.signing.lookaside.StoredSignature;
import org.tidewaiter.signing.openpgp.TestSigner;
import org.tidewaiter.signing.trust.TrustedKeys;
import org.tidewaiter.testkit.signing.TestKey;

class PolicyEvaluationTest {
    private static final ImageReference IMAGE =
            ImageReference.parse("example.com/shop/app:1").orElseThrow();
    private static final Digest MANIFEST = new Digest("sha256", "a1".repeat(32));
    private static final TestSigner ALPHA = TestSigner.ed25519();
    private static final TestSigner BETA = TestSigner.ed25519();
    private static final TestKey COSIGN = TestKey.p256();
    private static final SigningKey P384 = NewKey.ECDSA_P384.make();

    private final Beside beside = new Beside();

    /// What stands beside the image, and the keys that policies name.
    private static final class Beside implements PolicyEvaluation.Facts {
        private final List<StoredSignature> signatures = new ArrayList<>();
        private final List<String> asked = new ArrayList<>();
        private String cosignName = "";
        private String cosignPayload = "{\"optional\":null}";
        private TrustedKeys cosignKeys = TrustedKeys.none();

        void signed(TestSigner signer, String name) {
            var payload =
                    """
                    {"critical":{"identity":{"docker-reference":"%s"},"image":{\
                    "docker-manifest-digest":"%s"},"type":"atomic container signature"},"optional":{}}
                    """
                            .formatted(name, MANIFEST);
            var place = "signature-%d".formatted(signatures.size() + 1);
            signatures.add(new StoredSignature(place, signer.message(payload.getBytes(UTF_8))));
        }

        @Override
        public byte[] key(String path) throws ProblemException {
            asked.add(path);
            return switch (path) {
                case "alpha" -> ALPHA.certificate();
                case "beta" -> BETA.certificate();
                case "cosign" -> COSIGN.publicPem().getBytes(UTF_8);
                case "p384" -> pem(P384.publicKey().encoded()).getBytes(UTF_8);
                default -> throw new ProblemException("key-unreadable", path, "");
            };
        }

        @Override
        public List<StoredSignature> gpg() {
            asked.add("gpg");
            return signatures;
        }

        @Override
        public List<EvidenceCheck> cosign(TrustedKeys trusted) {
            cosignKeys = trusted;
            var evidence =
                    new Evidence(
                            EvidenceKind.SIGNATURE,
                            "cosign container image signature",
                            MANIFEST,
                            trusted.keys().getFirst().issuer(),
                            new TreeMap<>(Map.of("docker-reference", cosignName)),
                            new SignedTime.Unknown(),
                            new EvidenceSource("cosign-signature-tag", "tag", MANIFEST));
            return cosignName.isEmpty()
                    ? List.of()
                    : List.of(new EvidenceCheck.Verified(evidence, cosignPayload.getBytes(UTF_8)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "insecureAcceptAnything, true",
        "reject, false",
        "insecureAcceptAnything insecureAcceptAnything, true",
        "insecureAcceptAnything reject, false",
        "reject insecureAcceptAnything, false",
    })
    void allRequirementsOfTheSectionMustHold(String types, boolean accepted) throws Exception {
        var requirements =
                List.of(types.split(" ")).stream()
                        .map("{\"type\":\"%s\"}"::formatted)
                        .toArray(String[]::new);

        assertThat(decide(requirements).isAccepted()).isEqualTo(accepted);
        assertThat(beside.asked).isEmpty();
    }

    @Test
    void oneSignatureByOneOfTheKeysIsEnough() throws Exception {
        assertThat(only(signedBy("\"keyPath\":\"alpha\"")).why()).isEqualTo("it is not signed");

        beside.signed(BETA, "example.com/shop/app:1");
        assertThat(only(signedBy("\"keyPath\":\"alpha\"")))
                .returns(false, Answer::isMet)
                .returns("no signature of it is accepted", Answer::why)
                .returns(Refusal.UNKNOWN_KEY, it -> refusal(it));

        beside.signed(ALPHA, "example.com/shop/app:1");
        assertThat(only(signedBy("\"keyPath\":\"alpha\"")))
                .returns(true, Answer::isMet)
                .returns("signature-2", it -> it.checks().getFirst().source().place());
        assertThat(only(signedBy("\"keyPaths\":[\"alpha\",\"beta\"]")))
                .returns("signature-1", it -> it.checks().getFirst().source().place());
        assertThat(only(signedBy("\"keyData\":\"%s\"".formatted(base64(ALPHA.certificate())))))
                .returns(true, Answer::isMet);
    }

    @Test
    void twoRequirementsMayBeMetByTwoSignatures() throws Exception {
        beside.signed(ALPHA, "example.com/shop/app:1");
        var both =
                new String[] {signedBy("\"keyPath\":\"alpha\""), signedBy("\"keyPath\":\"beta\"")};
        assertThat(decide(both).isAccepted()).isFalse();

        beside.signed(BETA, "example.com/shop/app:1");
        assertThat(decide(both).isAccepted()).isTrue();
    }

    @Test
    void aSignatureUnderAnotherNameIsRefusedUnlessThePolicyAllowsIt() throws Exception {
        beside.signed(ALPHA, "example.com/shop/ape:1");

        var answer = only(signedBy("\"keyPath\":\"alpha\""));
        assertThat(refusal(answer)).isEqualTo(Refusal.OTHER_NAME);
        assertThat(((Rejected) answer.checks().getFirst()).detail())
                .isEqualTo("example.com/shop/ape:1");
        var allowing =
                "\"keyPath\":\"alpha\",\"signedIdentity\":{\"type\":\"exactRepository\","
                        + "\"dockerRepository\":\"example.com/shop/ape\"}";
        assertThat(only(signedBy(allowing)).isMet()).isTrue();
    }

    @Test
    void cosignsSignaturesAreJudgedByTheirNameToo() throws Exception {
        var strict = "{\"type\":\"sigstoreSigned\",\"keyPath\":\"cosign\"}";
        var lax =
                "{\"type\":\"sigstoreSigned\",\"keyPath\":\"cosign\","
                        + "\"signedIdentity\":{\"type\":\"matchRepository\"}}";
        assertThat(only(lax).isMet()).isFalse();

        beside.cosignName = "example.com/shop/app";
        assertThat(only(lax).isMet()).isTrue();
        assertThat(refusal(only(strict))).isEqualTo(Refusal.OTHER_NAME);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'optional':null}; ''",
                "{'optional':{'creator':'a','timestamp':1,'other':[1]}}; ''",
                "{}; missing-part",
                "{'optional':{'timestamp':1.5}}; wrong-part",
                "{'optional':{'timestamp':'1'}}; wrong-part",
                "{'optional':{'creator':7}}; wrong-part",
            })
    void cosignsPayloadIsReadAsStrictlyAsByPodman(String payload, String refused) throws Exception {
        beside.cosignName = "example.com/shop/app:1";
        beside.cosignPayload = payload.replace('\'', '"');

        var answer = only("{\"type\":\"sigstoreSigned\",\"keyPath\":\"cosign\"}");

        assertThat(answer.isMet()).isEqualTo(refused.isEmpty());
        if (!answer.isMet()) {
            assertThat(refusal(answer).code()).isEqualTo(refused);
        }
    }

    @Test
    void cosignsSignaturesAreVerifiedByTheHashThatPodmanTakes() throws Exception {
        only("{\"type\":\"sigstoreSigned\",\"keyPath\":\"p384\"}");

        var key = beside.cosignKeys.keys().getFirst().key();
        var signed = "alpha".getBytes(UTF_8);
        assertThat(P384.publicKey().verify(signed, P384.sign(signed))).isPresent();
        assertThat(key).isEqualTo(P384.publicKey());
        assertThat(key.verify(signed, P384.sign(signed))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"signedBaseLayer\",\"baseLayerIdentity\":{\"type\":\"matchExact\"}}",
                "{\"type\":\"signedBy\",\"keyType\":\"signedByGPGKeys\",\"keyPath\":\"alpha\"}",
                "{\"type\":\"sigstoreSigned\",\"keyPath\":\"cosign\",\"rekorPublicKeyPath\":\"r\"}",
            })
    void whatCannotBeVerifiedHoldsOfNoImage(String requirement) throws Exception {
        beside.signed(ALPHA, "example.com/shop/app:1");
        beside.cosignName = "example.com/shop/app:1";

        assertThat(only(requirement))
                .returns(false, Answer::isMet)
                .satisfies(it -> assertThat(it.why()).contains(" not "));
    }

    @ParameterizedTest
    @CsvSource({"nowhere, key-unreadable", "cosign, key-unusable"})
    void aKeyThatCannotBeReadIsAProblem(String path, String code) {
        assertThatThrownBy(() -> only(signedBy("\"keyPath\":\"%s\"".formatted(path))))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo(code));
    }

    private static Refusal refusal(Answer answer) {
        return ((Rejected) answer.checks().getFirst()).refusal();
    }

    private Answer only(String requirement) throws Exception {
        return decide(requirement).answers().getFirst();
    }

    private PolicyDecision decide(String... requirements) throws Exception {
        var policy =
                "{\"default\":[{\"type\":\"reject\"}],\"transports\":{\"docker\":{\"example.com\":[%s]}}}"
                        .formatted(String.join(",", requirements));
        return new PolicyEvaluation(IMAGE, MANIFEST, NOW, beside)
                .decide(ContainerPolicy.parse(policy.getBytes(UTF_8)));
    }

    private static String signedBy(String more) {
        return "{\"type\":\"signedBy\",\"keyType\":\"GPGKeys\",%s}".formatted(more);
    }

    private static String pem(byte[] key) {
        return "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                .formatted(Base64.getMimeEncoder().encodeToString(key));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
