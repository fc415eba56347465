package org.tidewaiter.signing.statement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Evidence;
import org.tidewaiter.model.EvidenceKind;
import org.tidewaiter.model.EvidenceSource;
import org.tidewaiter.model.SignedTime;
import org.tidewaiter.signing.envelope.DsseEnvelope;
import org.tidewaiter.signing.key.VerificationKey;
import org.tidewaiter.signing.trust.Trust;
import org.tidewaiter.signing.trust.TrustedKeys;
import org.tidewaiter.testkit.signing.SignedDocuments;
import org.tidewaiter.testkit.signing.TestKey;

class PredicateTypesTest {
    private static final TestKey KEY = TestKey.p256();
    private static final Digest IMAGE = Digest.parse("sha256:" + "ab".repeat(32)).orElseThrow();

    @Test
    void provenanceNamesWhoBuiltWhatHow() throws Exception {
        var evidence =
                evidence(
                        "https://slsa.dev/provenance/v1",
                        """
                        {"buildDefinition": {"buildType": "https://b.example/t"},
                         "runDetails": {"builder": {"id": "https://b.example/1"},
                          "metadata": {"invocationId": "7",
                           "finishedOn": "2026-01-02T03:04:05+01:00"}}}\
                        """);
        assertThat(evidence.kind()).isEqualTo(EvidenceKind.PROVENANCE);
        assertThat(evidence.claims())
                .isEqualTo(
                        Map.of(
                                "builder", "https://b.example/1",
                                "build type", "https://b.example/t",
                                "invocation", "7"));
        assertThat(evidence.signedAt())
                .isEqualTo(new SignedTime.Claimed(Instant.parse("2026-01-02T02:04:05Z")));
    }

    @Test
    void provenanceAsBuildKitWritesItHasAnEmptyBuilder() throws Exception {
        var evidence =
                evidence(
                        "https://slsa.dev/provenance/v0.2",
                        "{\"builder\": {\"id\": \"\"}, \"buildType\": \"t\"}");
        assertThat(evidence.kind()).isEqualTo(EvidenceKind.PROVENANCE);
        assertThat(evidence.claims()).containsEntry("builder", "");
    }

    @Test
    void provenanceNamesTheSourceWhereItsBuilderPutsIt() throws Exception {
        var said =
                Map.of(
                        "{\"workflow\": {\"repository\": \"r\", \"ref\": \"refs/tags/1\"}}", "r",
                        "{\"source\": {\"uri\": \"u\"}}", "u",
                        "{\"configSource\": {\"uri\": \"c\"}}", "c");
        for (var one : said.entrySet()) {
            var claims = evidence("https://slsa.dev/provenance/v1", built(one.getKey())).claims();
            assertThat(claims)
                    .containsEntry("source", one.getValue())
                    .containsEntry("dependencies", "2");
        }
        var open = built("{\"source\": \"any text\", \"workflow\": [1]}");
        assertThat(evidence("https://slsa.dev/provenance/v1", open).claims())
                .doesNotContainKeys("source", "source ref");
    }

    private static String built(String parameters) {
        return """
        {"buildDefinition": {"buildType": "t", "externalParameters": %s,
          "resolvedDependencies": [{"uri": "a"}, {"uri": "b"}]},
         "runDetails": {"builder": {"id": "b"}}}\
        """
                .formatted(parameters);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://slsa.dev/verification_summary/v1"
                        + "|{'verifier':{'id':'v'},'resourceUri':'r','verificationResult':'PASSED',"
                        + "'policy':{'uri':'p','digest':{'sha256':'d'}},'slsaVersion':'1.0',"
                        + "'inputAttestations':[{},{}]}"
                        + "|VERIFICATION_SUMMARY|{input attestations=2, policy=p, policy digest=d,"
                        + " resource=r, result=PASSED, slsa version=1.0, verifier=v}",
                "https://in-toto.io/attestation/svr/v0.2"
                        + "|{'verifier':{'id':'v','policies':[{}]},'timeCreated':'t','properties':['P']}"
                        + "|VERIFICATION_SUMMARY|{policies=1, properties=P, verified=t, verifier=v}",
                "https://slsa.dev/provenance/v0.2"
                        + "|{'builder':{'id':'b'},'buildType':'t','materials':[{}],"
                        + "'invocation':{'configSource':{'uri':'s','entryPoint':'e'}}}"
                        + "|PROVENANCE|{build type=t, builder=b, entry point=e, materials=1, source=s}",
                "https://slsa.dev/verification_summary/v1"
                        + "|{'verifier':{'id':'v'},'resourceUri':'r','verificationResult':'FAILED',"
                        + "'verifiedLevels':['A','B']}"
                        + "|VERIFICATION_SUMMARY|{levels=A, B, resource=r, result=FAILED, verifier=v}",
                "https://in-toto.io/attestation/svr/v0.1"
                        + "|{'verifier':{'id':'v'},'timeCreated':'t','properties':[]}"
                        + "|VERIFICATION_SUMMARY|{properties=, verified=t, verifier=v}",
                "https://in-toto.io/attestation/vulns/v0.1"
                        + "|{'scanner':{'uri':'s','version':'1','result':[]}}"
                        + "|SCAN|{findings=0, scanner=s, scanner version=1}",
                "https://in-toto.io/attestation/vulns/v0.2"
                        + "|{'scanner':{'uri':'s','result':[{},{}],'db':{'lastUpdate':'d',"
                        + "'version':'7'}},'tidewaiterGaps':[{}]}"
                        + "|SCAN|{database updated=d, database version=7, findings=2, gaps=1,"
                        + " scanner=s}",
                "https://cosign.sigstore.dev/attestation/vuln/v1"
                        + "|{'scanner':{'uri':'s','result':{'any':'thing'}}}|SCAN|{scanner=s}",
                "https://spdx.dev/Document|{'spdxVersion':'SPDX-2.3','packages':[{}]}"
                        + "|BILL_OF_MATERIALS|{format=SPDX-2.3, packages=1}",
                "https://cyclonedx.org/bom|{'specVersion':'1.6','components':[]}"
                        + "|BILL_OF_MATERIALS|{format=1.6, packages=0}",
                "https://openvex.dev/ns/v0.2.0|{'author':'a','statements':[{}]}"
                        + "|VEX|{author=a, statements=1}",
                "https://in-toto.io/attestation/test-result/v0.1"
                        + "|{'result':'WARNED','passedTests':['a'],'failedTests':[],"
                        + "'warnedTests':['b','c']}"
                        + "|TEST_RESULT|{failed=0, passed=1, result=WARNED, warned=2}",
                "https://in-toto.io/Link/v1|{'name':'build','command':['make','all']}"
                        + "|LINK|{command=make, all, step=build}",
                "https://cosign.sigstore.dev/attestation/v1|{'Data':'x'}|CUSTOM|{}",
                "https://example.org/approval|{'by':'me'}|CUSTOM|{}",
                "https://sigstore.dev/cosign/sign/v1|{}|SIGNATURE|{}",
                "https://SIGSTORE.dev/cosign/sign/v1|{}|CUSTOM|{}",
                "https://sigstore.dev/cosign/sign/v1/|{}|CUSTOM|{}",
            },
            ignoreLeadingAndTrailingWhitespace = false)
    void theKindIsToldByTheTypeThatWasSigned(
            String type, String predicate, EvidenceKind kind, String claims) throws Exception {
        var evidence = evidence(type, predicate.replace('\'', '"'));
        assertThat(evidence.kind()).isEqualTo(kind);
        assertThat(evidence.claims()).hasToString(claims);
    }

    @ParameterizedTest
    @CsvSource({
        "slsaprovenance, https://slsa.dev/provenance/v0.2",
        "slsaprovenance02, https://slsa.dev/provenance/v0.2",
        "slsaprovenance1, https://slsa.dev/provenance/v1",
        "link, https://in-toto.io/Link/v1",
        "spdx, https://spdx.dev/Document",
        "spdxjson, https://spdx.dev/Document",
        "cyclonedx, https://cyclonedx.org/bom",
        "vuln, https://cosign.sigstore.dev/attestation/vuln/v1",
        "openvex, https://openvex.dev/ns",
        "custom, https://cosign.sigstore.dev/attestation/v1",
    })
    void theWordsOfCosignAreKnown(String word, String uri) {
        assertThat(PredicateTypes.named(word)).hasValue(uri);
        assertThat(PredicateTypes.named("")).isEmpty();
    }

    @Test
    void noTypeStandsTwice() {
        assertThat(PredicateTypes.BUILT_IN).extracting(PredicateType::uri).doesNotHaveDuplicates();
    }

    @Test
    void whatIsLongIsWhole() throws Exception {
        var evidence =
                evidence(
                        "https://spdx.dev/Document",
                        "{\"name\": \"%s\"}".formatted("x".repeat(10_000)));
        assertThat(evidence.claims().get("name")).hasSize(10_000);
    }

    private static Evidence evidence(String type, String predicate) throws Exception {
        var statement = SignedDocuments.statement(IMAGE, type, predicate);
        var trusted =
                new TrustedKeys(
                        List.of(new TrustedKeys.Named("key", VerificationKey.of(KEY.publicKey()))));
        return SignedStatement.verify(
                        DsseEnvelope.parse(SignedDocuments.signed(statement, KEY).getBytes(UTF_8)),
                        IMAGE,
                        Trust.of(trusted, Instant.EPOCH),
                        new EvidenceSource("test", "here", IMAGE))
                .evidence();
    }
}
