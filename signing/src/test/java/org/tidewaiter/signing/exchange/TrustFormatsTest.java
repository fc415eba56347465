package org.tidewaiter.signing.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.signing.charter.Authority;
import org.tidewaiter.signing.charter.Charter;
import org.tidewaiter.signing.charter.Holder;
import org.tidewaiter.signing.charter.KeySource;
import org.tidewaiter.signing.charter.Revocation;
import org.tidewaiter.signing.charter.Role;
import org.tidewaiter.signing.charter.Stage;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.key.NewKey;
import org.tidewaiter.signing.key.VerificationKey;
import org.tidewaiter.testkit.signing.TestCertificate;
import org.tidewaiter.testkit.signing.TestKey;

class TrustFormatsTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final VerificationKey ANN = NewKey.ED25519.make().publicKey();
    private static final VerificationKey BEN = NewKey.ECDSA_P256.make().publicKey();
    private static final Holder ANN_HOLDER = new Holder(List.of(ANN), List.of());
    private static final Holder BEN_HOLDER = new Holder(List.of(BEN), List.of());
    private static final byte[] ROOT =
            TestCertificate.authority("root", TestKey.p256()).selfSigned().der();

    private final Map<String, Holder> holders = new TreeMap<>();
    private final Map<String, Role> roles = new TreeMap<>();
    private final List<Revocation> revocations = new ArrayList<>();
    private Stage.Covers covers = Stage.Covers.EITHER;

    TrustFormatsTest() {
        holders.put("ann", ANN_HOLDER);
        holders.put("ben", BEN_HOLDER);
        roles.put("build", role("ann", "signature", List.of()));
        roles.put("release", role("ben", "signature", List.of()));
    }

    private static Role role(String holder, String says, List<String> repositories) {
        return new Role(
                set(holder), 1, set(says), repositories, set(), Optional.empty(), Optional.empty());
    }

    private static SortedSet<String> set(String... texts) {
        return new TreeSet<>(List.of(texts));
    }

    private Charter charter() {
        return new Charter(
                "acme",
                1,
                NOW,
                NOW.plusSeconds(1),
                Optional.empty(),
                new Charter.Owners(set("ann"), 1),
                new TreeMap<>(holders),
                new TreeMap<>(),
                new TreeMap<>(Map.of("ca", new Authority(List.of(ROOT)))),
                new TreeMap<>(roles),
                new TreeMap<>(
                        Map.of(
                                "prod",
                                new Stage(
                                        roles.keySet().stream()
                                                .collect(Collectors.toCollection(TreeSet::new)),
                                        covers))),
                revocations);
    }

    private Exported exported(String format) {
        return TrustFormats.named(format).orElseThrow().write(charter(), "prod", NOW);
    }

    private static Imported imported(String format, String text) throws RefusedException {
        return TrustFormats.named(format).orElseThrow().read(text.getBytes(UTF_8), NO_FILES);
    }

    private static final KeySource NO_FILES =
            new KeySource() {
                @Override
                public List<VerificationKey> keys(String file, String where) {
                    return List.of(ANN);
                }

                @Override
                public List<byte[]> certificates(String file, String where) {
                    return List.of();
                }
            };

    private static Charter draft(Imported imported) {
        return imported.draft("acme", NOW, NOW.plusSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"policy-controller", "policy.json"})
    void whoSignsIsReadAsItWasWritten(String format) throws Exception {
        roles.put("build", role("ann", "signature", List.of("registry.example/shop/*")));
        roles.put("release", role("ben", "signature", List.of("registry.example/shop/*")));

        var draft = draft(imported(format, exported(format).text()));

        assertThat(draft.holders().values()).containsExactlyInAnyOrder(ANN_HOLDER, BEN_HOLDER);
        assertThat(draft.roles().values())
                .extracting(Role::says)
                .containsExactly(set("signature"), set("signature"));
        assertThat(draft.roles().values())
                .allSatisfy(role ->
                        assertThat(role.repositories()).contains("registry.example/shop/*"));
        assertThat(draft.stages()).containsOnlyKeys("prod");
        assertThat(draft.stage("prod").roles()).hasSize(2);
        assertThat(draft.owners().holders()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"policy-controller", "policy.json"})
    void whatAFormatCannotSayIsTold(String format) {
        assertThat(exported(format).lost()).hasSize(2);
        roles.put(
                "release",
                new Role(
                        set("ann", "ben"),
                        2,
                        set("signature"),
                        List.of(),
                        set("build"),
                        Optional.of(NOW),
                        Optional.of(NOW.plusSeconds(9))));
        covers = Stage.Covers.BOTH;
        assertThat(exported(format).lost())
                .contains(
                        "that 2 different holders must speak as release: one is enough there",
                        "that release is apart from build",
                        "that release speaks from " + NOW,
                        "that release ends " + NOW.plusSeconds(9),
                        "what of an image of several platforms prod covers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"policy-controller", "policy.json"})
    void whoIsRevokedIsLeftOutAndThenNothingPasses(String format) throws Exception {
        revocations.add(new Revocation(Revocation.Target.HOLDER, "ben", NOW, "left"));
        revocations.add(
                new Revocation(
                        Revocation.Target.KEY,
                        ANN.fingerprint().toString(),
                        NOW.plusSeconds(1),
                        "to come"));

        var exported = exported(format);

        assertThat(draft(imported(format, exported.text())).holders().values())
                .containsExactly(ANN_HOLDER);
        assertThat(exported.lost()).contains("ben, who is revoked, is left out");
        assertThat(exported.text())
                .contains(
                        format.equals("policy.json")
                                ? "\"type\": \"reject\""
                                : "static:\n        action: fail");
    }

    @Test
    void statementsAreAskedOfByTheirTypes() throws Exception {
        roles.put("build", role("ann", "provenance", List.of()));
        var exported = exported("policy-controller");
        assertThat(exported.text())
                .contains("predicateType: slsaprovenance1\n", "predicateType: slsaprovenance02\n");
        assertThat(
                        draft(imported("policy-controller", exported.text()))
                                .role("acme-prod-build")
                                .says())
                .isEqualTo(set("slsaprovenance1", "slsaprovenance02"));
        assertThat(exported("policy.json").lost())
                .contains("build, who signs no images but statements: nothing passes");
    }

    @Test
    void identitiesAreThoseOfCertificates() throws Exception {
        holders.put(
                "ann",
                new Holder(
                        List.of(),
                        List.of(
                                new Holder.Identity("ca", "ann@example.com", false, "https://p"),
                                new Holder.Identity("ca", "*@example.org", true, "https://p"),
                                new Holder.Identity("ca", "a.b@example.com", false, ""))));
        var exported = exported("policy-controller");
        assertThat(exported.text())
                .contains("subject: ann@example.com\n", "-----BEGIN CERTIFICATE-----")
                .contains("subjectRegExp: \"^[^/@]*[@]example[.]org$\"\n");
        assertThat(exported.lost())
                .contains(
                        "ann as a.b@example.com: names need a provider there, and whole subjects are"
                                + " not asked");
        var draft = draft(imported("policy-controller", exported.text()));
        assertThat(draft.holder("ann@example.com").identities())
                .extracting(Holder.Identity::name, Holder.Identity::provider)
                .containsExactly(tuple("ann@example.com", "https://p"));
        assertThat(draft.authorities().values())
                .allSatisfy(one -> assertThat(one.certificates()).containsExactly(ROOT));
    }

    @Test
    void aTrustedRootHasTheAuthoritiesAndNothingElse() throws Exception {
        var exported = exported("sigstore-trusted-root");
        var draft = draft(imported("sigstore-trusted-root", exported.text()));
        assertThat(draft.authorities()).hasSize(1);
        assertThat(draft.authorities().firstEntry().getValue().certificates())
                .containsExactly(ROOT);
        assertThat(exported.lost())
                .contains("holders with their keys and names, roles, and what prod asks");
        assertThat(draft.stages()).isEmpty();

        revocations.add(new Revocation(Revocation.Target.AUTHORITY, "ca", NOW, "broken into"));
        assertThat(exported("sigstore-trusted-root").text()).doesNotContain("rawBytes");
    }

    @ParameterizedTest
    @CsvSource({
        "registry.example/shop/*, registry.example/shop/**",
        "registry.example/shop/app, registry.example/shop/app**",
        "alpine, index.docker.io/library/alpine**",
        "team/*, index.docker.io/team/**",
        "*, **",
    })
    void repositoriesAreGlobs(String repository, String glob) {
        roles.put("release", role("ben", "signature", List.of(repository)));
        assertThat(exported("policy-controller").text()).contains("- glob: \"" + glob + "\"\n");
    }

    @ParameterizedTest
    @CsvSource({
        "index.docker.io/team/**, docker.io/team/*",
        "registry.example/app, registry.example/app",
        "registry.example/app**, registry.example/app",
        "localhost:5000/app, localhost:5000/app",
        "**, *",
        "registry.example/*/app, ",
        "registry.example/*, ",
        "registry.example/app:1, ",
    })
    void globsAreRepositoriesWhereThatIsTheSame(String glob, String repository) {
        assertThat(Repositories.ofGlob(glob)).isEqualTo(Optional.ofNullable(repository));
    }

    @Test
    void aScopeIsWhatAllRolesAreFor() {
        roles.put("build", role("ann", "signature", List.of("registry.example/*")));
        roles.put(
                "release",
                role(
                        "ben",
                        "signature",
                        List.of("registry.example/shop/app", "registry.example/be*")));
        var exported = exported("policy.json");
        var app =
                exported.text().substring(exported.text().indexOf("\"registry.example/shop/app\""));
        assertThat(app).doesNotContain("reject");
        assertThat(exported.text().replaceAll("\\s", ""))
                .contains("\"registry.example\":[{\"type\":\"sigstoreSigned\"")
                .contains("},{\"type\":\"reject\"}],\"registry.example/shop/app\"");
        assertThat(exported.lost()).contains("release for registry.example/be*");
    }

    @Test
    void whatIsNotReadOfAPolicyIsTold() throws Exception {
        var imported =
                imported(
                        "policy-controller",
                        """
                        kind: Secret
                        ---
                        kind: ClusterImagePolicy
                        metadata: {name: a}
                        spec:
                          mode: warn
                          images: [{glob: "registry.example/*/app"}]
                          authorities: []
                        ---
                        kind: ClusterImagePolicy
                        metadata: {name: b}
                        spec:
                          images: [{glob: "**"}]
                          authorities:
                            - name: one
                              key: {kms: "gcpkms://x"}
                              ctlog: {url: "https://rekor.example"}
                            - keyless: {url: "https://fulcio.example"}
                            - static: {action: pass}
                        """);
        assertThat(imported.lost())
                .containsExactly(
                        "what is no ClusterImagePolicy: Secret",
                        "a: its mode",
                        "a: its images 'registry.example/*/app'",
                        "a: none of its images can be said, so it is left out",
                        "b: one: that a log must have seen it",
                        "b: one: a key that is kept elsewhere",
                        "b: authority: an authority that is kept elsewhere",
                        "b: authority: its static");
        assertThat(draft(imported).roles()).isEmpty();
    }

    @Test
    void policiesForDifferentImagesAreDifferentStages() throws Exception {
        var imported =
                imported(
                        "policy.json",
                        """
                        {"default":[{"type":"insecureAcceptAnything"}],
                         "transports":{"docker-daemon":{"":[{"type":"reject"}]},
                          "docker":{
                           "registry.example":[{"type":"sigstoreSigned","keyPath":"a.pub",
                             "signedIdentity":{"type":"matchRepository"}}],
                           "registry.example/x:1":[{"type":"reject"}],
                           "docker.io/team":[{"type":"sigstoreSigned","keyPath":"a.pub"}]}}}
                        """);
        var draft = draft(imported);
        assertThat(draft.stages()).containsOnlyKeys("docker.io-team", "registry.example");
        assertThat(draft.role("registry.example").repositories())
                .containsExactly("registry.example/*");
        assertThat(draft.role("docker.io-team").repositories())
                .containsExactly("docker.io/team", "docker.io/team/*");
        assertThat(draft.holders()).hasSize(1);
        assertThat(imported.lost())
                .containsExactly(
                        "signer: insecureAcceptAnything",
                        "docker.io/team: under which names it must be signed",
                        "registry.example/x:1: it is no repository, nor a folder of such",
                        "what comes by docker-daemon");
    }

    @ParameterizedTest
    @ValueSource(strings = {"policy-controller", "policy.json", "sigstore-trusted-root"})
    void whatIsNoSuchFileIsRefused(String format) {
        for (var text : List.of("", "{}", "[]", "kind: [", "{\"mediaType\":\"x\"}")) {
            if (!(text.isEmpty() && format.equals("policy-controller"))) {
                assertThatThrownBy(() -> imported(format, text))
                        .as("'%s'", text)
                        .isInstanceOf(RefusedException.class);
            }
        }
    }
}
