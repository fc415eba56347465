package org.tidewaiter.signing.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.signing.charter.CharterDraft;
import org.tidewaiter.signing.charter.KeySource;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.key.VerificationKey;
import org.tidewaiter.testkit.Damage;
import org.tidewaiter.testkit.signing.TestCertificate;
import org.tidewaiter.testkit.signing.TestKey;

class TrustFormatsFuzzTest {
    private static final TestKey KEY = TestKey.p256();

    private static final KeySource NO_FILES =
            new KeySource() {
                @Override
                public List<VerificationKey> keys(String file, String where) {
                    return List.of();
                }

                @Override
                public List<byte[]> certificates(String file, String where) {
                    return List.of();
                }
            };

    static Stream<byte[]> policies() {
        var policy =
                """
                kind: ClusterImagePolicy
                metadata: {name: release}
                spec:
                  images: [{glob: "registry.example/**"}]
                  authorities:
                    - name: ben
                      key:
                        data: |
                          %s
                      attestations: [{name: a, predicateType: vuln}]
                """
                        .formatted(KEY.publicPem().strip().replace("\n", "\n          "));
        return Stream.of(policy.getBytes(UTF_8)).flatMap(Damage::versions);
    }

    static Stream<byte[]> roots() {
        var root =
                """
                {"mediaType":"application/vnd.dev.sigstore.trustedroot+json;version=0.1",
                 "certificateAuthorities":[{"uri":"https://ca.example","certChain":{
                  "certificates":[{"rawBytes":"%s"}]}}]}
                """
                        .formatted(
                                Base64.getEncoder()
                                        .encodeToString(
                                                TestCertificate.authority("root", KEY)
                                                        .selfSigned()
                                                        .der()));
        return Stream.of(root.getBytes(UTF_8)).flatMap(Damage::versions);
    }

    @FuzzTest
    @MethodSource("policies")
    void anyPolicyIsADraftOrRefused(byte[] bytes) {
        isADraftOrRefused(new ClusterImagePolicies(), bytes);
    }

    @FuzzTest
    @MethodSource("roots")
    void anyRootIsADraftOrRefused(byte[] bytes) {
        isADraftOrRefused(new TrustedRoots(), bytes);
    }

    private static void isADraftOrRefused(TrustFormat format, byte[] bytes) {
        try {
            var draft =
                    format.read(bytes, NO_FILES)
                            .draft("a", Instant.EPOCH, Instant.EPOCH.plusSeconds(1));
            assertThat(CharterDraft.unissued(draft, Map.of())).contains("name: a\n");
        } catch (RefusedException _) {
            // refused
        }
    }
}
