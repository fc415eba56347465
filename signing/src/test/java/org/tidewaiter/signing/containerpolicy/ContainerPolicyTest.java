package org.tidewaiter.signing.containerpolicy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.containerpolicy.Requirement.InsecureAcceptAnything;
import org.tidewaiter.signing.containerpolicy.Requirement.NotVerified;
import org.tidewaiter.signing.containerpolicy.Requirement.Reject;
import org.tidewaiter.signing.containerpolicy.Requirement.SignedBy;
import org.tidewaiter.signing.containerpolicy.Requirement.SigstoreSigned;
import org.tidewaiter.signing.lookaside.Scopes;
import org.tidewaiter.signing.lookaside.SignedIdentity;

class ContainerPolicyTest {
    static final String EVERYTHING =
            """
            {"default": [{"type": "reject"}],
             "transports": {
              "docker": {
               "": [{"type": "insecureAcceptAnything"}],
               "example.com": [{"type": "signedBy", "keyType": "GPGKeys", "keyPath": "/a.gpg"}],
               "example.com/a": [
                {"type": "signedBy", "keyType": "GPGKeys", "keyPaths": ["/a.gpg", "/b.gpg"],
                 "signedIdentity": {"type": "matchExact"}},
                {"type": "signedBy", "keyType": "GPGKeys", "keyData": "YQ==",
                 "signedIdentity": {"type": "remapIdentity", "prefix": "example.com",
                                    "signedPrefix": "example.org/b"}}],
               "example.com/a:1": [
                {"type": "sigstoreSigned", "keyPath": "/a.pub",
                 "signedIdentity": {"type": "matchRepository"}},
                {"type": "sigstoreSigned", "keyDatas": ["YQ==", "Yg=="],
                 "signedIdentity": {"type": "exactRepository", "dockerRepository": "a/b"}},
                {"type": "sigstoreSigned", "keyData": "YQ==",
                 "signedIdentity": {"type": "exactReference", "dockerReference": "a/b:1"}}],
               "*.example.com": [{"type": "reject"}]},
              "dir": {"/a": [
                {"type": "signedBaseLayer", "baseLayerIdentity": {"type": "matchExact"}},
                {"type": "signedBy", "keyType": "X509Certificates", "keyPath": "/a"},
                {"type": "sigstoreSigned", "rekorPublicKeyPath": "/c",
                 "fulcio": {"caPath": "/b", "oidcIssuer": "a", "subjectEmail": "a@example.com"}},
                {"type": "sigstoreSigned", "pki": {"caRootsData": "YQ==",
                 "caIntermediatesPath": "/i", "subjectHostname": "example.com"}},
                {"type": "sigstoreSigned", "keyPath": "/a", "rekorPublicKeyDatas": ["YQ=="]}]}}}
            """;

    @Test
    void everyKindOfRequirementIsRead() throws Exception {
        var registries = scopes("docker");
        assertThat(registries.get("")).containsExactly(new InsecureAcceptAnything());
        assertThat(registries.get("example.com"))
                .containsExactly(
                        new SignedBy(
                                new KeySource.Files(List.of("/a.gpg")), SignedIdentity.standard()));
        assertThat(registries.get("example.com/a"))
                .hasSize(2)
                .allMatch(SignedBy.class::isInstance)
                .first()
                .isEqualTo(
                        new SignedBy(
                                new KeySource.Files(List.of("/a.gpg", "/b.gpg")),
                                new SignedIdentity.MatchExact()));
        assertThat(registries.get("example.com/a:1"))
                .hasSize(3)
                .allMatch(SigstoreSigned.class::isInstance);
        assertThat(scopes("dir").get("/a")).hasSize(5).allMatch(NotVerified.class::isInstance);
    }

    @Test
    void whatIsWrittenIsReadAsTheSame() throws Exception {
        var written = parse(EVERYTHING).toJson();

        assertThat(ContainerPolicy.parse(written).toJson()).isEqualTo(written);
        assertThat(parse(EVERYTHING).toJson()).isEqualTo(written);
        assertThat(compact(written))
                .contains("\"keyDatas\":[\"YQ==\",\"Yg==\"]")
                .contains("\"caIntermediatesPath\":\"/i\"")
                .contains("\"signedIdentity\":{\"type\":\"matchRepoDigestOrExact\"}");
    }

    @Test
    void theLeastPolicyHasADefault() throws Exception {
        var policy = new ContainerPolicy(List.of(new Reject()), new TreeMap<>());

        assertThat(compact(policy.toJson())).isEqualTo("{\"default\":[{\"type\":\"reject\"}]}");
        assertThat(ContainerPolicy.parse(policy.toJson())).isEqualTo(policy);
        assertThatThrownBy(() -> new ContainerPolicy(List.of(), new TreeMap<>()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "example.com/a:1, example.com/a:1",
        "example.com/a:2, example.com/a",
        "example.com/a/b:1, example.com/a",
        "example.com/ab:1, example.com",
        "b.example.com/a:1, *.example.com",
        "example.com:5000/a:1, docker",
    })
    void theMostExactSectionCounts(String image, String section) throws Exception {
        var scopes = Scopes.of(ImageReference.parse(image).orElseThrow());

        assertThat(parse(EVERYTHING).sectionFor("docker", scopes).name()).isEqualTo(section);
        assertThat(parse(EVERYTHING).sectionFor("dir", scopes).name()).isEqualTo("default");
        assertThat(parse(EVERYTHING).sectionFor("oci", scopes).name()).isEqualTo("default");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"default\": | {\"defaults\": | UNKNOWN_PART",
                "{\"default\": | {\"Default\": | AMBIGUOUS_NAME",
                "{\"default\": | {\"default\": [], \"default\": | MALFORMED_JSON",
                "[{\"type\": \"reject\"}], | [], | MISSING_PART",
                "[{\"type\": \"reject\"}], | null, | MISSING_PART",
                "[{\"type\": \"reject\"}], | {\"type\": \"reject\"}, | WRONG_PART",
                "{\"type\": \"reject\"} | {\"type\": \"rejects\"} | WRONG_PART",
                "{\"type\": \"reject\"} | {\"type\": \"reject\", \"a\": 1} | UNKNOWN_PART",
                "{\"type\": \"reject\"} | {} | MISSING_PART",
                "{\"type\": \"reject\"} | {\"type\": 1} | WRONG_PART",
                "{\"type\": \"reject\"} | \"reject\" | WRONG_PART",
                "\"insecureAcceptAnything\" | \"insecureAcceptAnything\", \"a\": 1 | UNKNOWN_PART",
                "\"insecureAcceptAnything\" | \"InsecureAcceptAnything\" | WRONG_PART",
                "\"GPGKeys\", \"keyPath\": | \"GPGKeys\", \"keypath\": | AMBIGUOUS_NAME",
                "\"GPGKeys\", \"keyPath\": | \"GPGKeys\", \"a\": | UNKNOWN_PART",
                "\"GPGKeys\", \"keyPath\": | \"GPGKeys2\", \"keyPath\": | WRONG_PART",
                "\"keyType\": \"GPGKeys\", \"keyPath\": | \"keyPath\": | MISSING_PART",
                "\"keyPath\": \"/a.gpg\" | \"keyPath\": \"\" | WRONG_PART",
                "\"keyPath\": \"/a.gpg\" | \"keyPath\": 1 | WRONG_PART",
                "\"keyPath\": \"/a.gpg\" | \"keyPath\": \"/a\", \"keyData\": \"YQ==\" | WRONG_PART",
                ", \"keyPath\": \"/a.gpg\" | `` | MISSING_PART",
                "[\"/a.gpg\", \"/b.gpg\"] | [] | WRONG_PART",
                "[\"/a.gpg\", \"/b.gpg\"] | [\"/a.gpg\", 1] | WRONG_PART",
                "[\"/a.gpg\", \"/b.gpg\"] | [\"/a.gpg\", \"\"] | WRONG_PART",
                "[\"/a.gpg\", \"/b.gpg\"] | \"/a.gpg\" | WRONG_PART",
                "\"keyData\": \"YQ==\" | \"keyData\": \"YQ\" | MALFORMED_BASE64",
                "\"YQ==\", \"Yg==\" | \"YQ==\", \"Y\" | MALFORMED_BASE64",
                "\"GPGKeys\", \"keyData\": \"YQ==\" | \"GPGKeys\", \"keyDatas\": [\"YQ==\"] | UNKNOWN_PART",
                "{\"type\": \"matchExact\"} | {\"type\": \"matchExact\", \"a\": 1} | UNKNOWN_PART",
                "{\"type\": \"matchExact\"} | {\"type\": \"MatchExact\"} | WRONG_PART",
                "{\"type\": \"matchExact\"} | null | MISSING_PART",
                "{\"type\": \"matchExact\"} | \"matchExact\" | WRONG_PART",
                "\"dockerReference\": \"a/b:1\" | \"dockerReference\": \"a/b\" | WRONG_PART",
                "\"dockerReference\": \"a/b:1\" | \"dockerRepository\": \"a/b:1\" | UNKNOWN_PART",
                "\"dockerRepository\": \"a/b\" | \"dockerRepository\": \"A\" | WRONG_PART",
                "\"prefix\": \"example.com\", | `` | MISSING_PART",
                "\"prefix\": \"example.com\", | \"prefix\": \"a:b\", | WRONG_PART",
                "\"baseLayerIdentity\": {\"type\": \"matchExact\"} | \"baseLayerIdentity\": {} | MISSING_PART",
                "\"rekorPublicKeyPath\": \"/c\", | `` | MISSING_PART",
                "\"rekorPublicKeyPath\": \"/c\", | \"rekorPublicKeyPath\": \"\", | WRONG_PART",
                "\"oidcIssuer\": \"a\" | \"oidcIssuer\": \"\" | WRONG_PART",
                "\"oidcIssuer\": \"a\", | `` | MISSING_PART",
                "\"oidcIssuer\" | \"issuer\" | UNKNOWN_PART",
                "\"caPath\": \"/b\", | `` | MISSING_PART",
                "\"caPath\": \"/b\" | \"caPath\": \"/b\", \"caData\": \"YQ==\" | WRONG_PART",
                "\"caRootsData\": \"YQ==\", | `` | MISSING_PART",
                ", \"subjectHostname\": \"example.com\" | `` | MISSING_PART",
                "\"keyPath\": \"/a\", \"rekor | \"keyPath\": \"/a\", \"pki\": {}, \"rekor | WRONG_PART",
                "\"docker\": { | \"docker\": [], \"docker2\": { | WRONG_PART",
            })
    void whatIsWrongInOneWayIsRefusedForThat(String old, String changed, Refusal refusal) {
        assertThat(EVERYTHING).contains(old);

        assertThatThrownBy(() -> parse(changed(old, changed)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.refusal()).as(e.detail()).isEqualTo(refusal));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{}", "{\"transports\":{}}"})
    void whatHasNoDefaultIsRefused(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(RefusedException.class);
    }

    private static Map<String, List<Requirement>> scopes(String transport) throws RefusedException {
        return Objects.requireNonNull(parse(EVERYTHING).transports().get(transport));
    }

    private static String changed(String old, String changed) {
        int at = EVERYTHING.indexOf(old);
        return EVERYTHING.substring(0, at) + changed + EVERYTHING.substring(at + old.length());
    }

    private static String compact(byte[] json) {
        return new String(json, UTF_8).replaceAll("\\s", "");
    }

    private static ContainerPolicy parse(String text) throws RefusedException {
        return ContainerPolicy.parse(text.getBytes(UTF_8));
    }
}
