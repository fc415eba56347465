package org.tidewaiter.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tidewaiter.testkit.image.ImageBuilder.image;
import static org.tidewaiter.testkit.image.OciLayouts.layout;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.image.Images;
import org.tidewaiter.image.OpenOptions;
import org.tidewaiter.image.registry.RegistryOptions;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.containerpolicy.ContainerPolicy;
import org.tidewaiter.signing.lookaside.GpgPeers;
import org.tidewaiter.signing.lookaside.LookasideConfiguration;
import org.tidewaiter.testkit.image.BuiltImage;
import org.tidewaiter.testkit.image.BuiltIndex;
import org.tidewaiter.testkit.signing.TestKey;

/// A policy accepts for us what it accepts for Debian's skopeo, and nothing else.
class PolicyPeersIT {
    private static final BuiltImage IMAGE = image().layer(tar().file("alpha", "beta")).build();

    @TempDir private static Path folder;
    private static @Nullable GpgPeers started;
    private static String registry = "";

    private static GpgPeers peers() {
        return Objects.requireNonNull(started);
    }

    /// All have the same content, and so the same digest.
    @BeforeAll
    static void signImages() throws Exception {
        var peers = GpgPeers.in(folder);
        started = peers;
        int port = GpgPeers.freePort();
        registry = "127.0.0.1:" + port;
        Files.createDirectory(folder.resolve("registries.d"));
        Files.writeString(
                folder.resolve("registries.d/all.yaml"),
                """
                default-docker:
                  lookaside: file://%1$s
                  lookaside-staging: file://%1$s
                  sigstore: file://%1$s
                  sigstore-staging: file://%1$s
                """
                        .formatted(folder.resolve("signatures")));
        peers.registry(port);
        layout().image(IMAGE, "1")
                .image(BuiltIndex.of(IMAGE), "index")
                .write(folder.resolve("layout"));
        copy("1", "shop/unsigned:1", "");
        copy("1", "shop/alpha:2", "");
        copy("1", "shop/both:1", "");
        copy("index", "shop/index:1", "");
        for (var signer : List.of("alpha", "beta")) {
            var fingerprint = peers.key(signer, "ed25519", "cert,sign");
            var armored = peers.gpg("--armor", "--export", fingerprint);
            Files.writeString(folder.resolve(signer + ".asc"), armored);
            peers.gpg(
                    "--output",
                    folder.resolve(signer + ".gpg").toString(),
                    "--export",
                    fingerprint);
            copy("1", "shop/%s:1".formatted(signer), fingerprint);
            push("docker://%s/shop/both:1".formatted(registry), "shop/both:1", fingerprint);
        }
        copy("1", "shop/replayed:1", "");
        replay("replayed");
        replay("index");
        Files.writeString(folder.resolve("cosign.pub"), TestKey.p256().publicPem());
        copy("index", "shop/list:1", peers.key("gamma", "ed25519", "cert,sign"));
        Files.writeString(folder.resolve("gamma.asc"), peers.gpg("--armor", "--export", "gamma"));
    }

    /// What was signed for one repository is put beside another.
    private static void replay(String repository) throws Exception {
        var ending = "@sha256=" + IMAGE.digest().hex();
        var signatures = folder.resolve("signatures/shop");
        var copy = Files.createDirectory(signatures.resolve(repository + ending));
        Files.copy(
                signatures.resolve("alpha" + ending + "/signature-1"), copy.resolve("signature-1"));
    }

    @AfterAll
    static void stop() throws Exception {
        peers().stop();
    }

    /// @param signer nobody where it is empty
    private static void copy(String tag, String name, String signer) throws Exception {
        push("oci:%s:%s".formatted(folder.resolve("layout"), tag), name, signer);
    }

    private static void push(String from, String name, String signer) throws Exception {
        peers().skopeo(
                        "--registries.d=" + folder.resolve("registries.d"),
                        "copy",
                        "--all",
                        "--src-tls-verify=false",
                        "--dest-tls-verify=false",
                        signer.isEmpty() ? "--quiet" : "--sign-by=" + signer,
                        from,
                        "docker://%s/%s".formatted(registry, name));
    }

    /// `A` and `B` are requirements of the signature of one of two keys, and `A+` begins one that
    /// says more.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "true | alpha:1 | [{'type':'insecureAcceptAnything'}]",
                "true | unsigned:1 | [{'type':'insecureAcceptAnything'}]",
                "false | alpha:1 | [{'type':'reject'}]",
                "false | alpha:1 | [A, {'type':'reject'}]",
                "false | alpha:1 | [{'type':'reject'}, A]",
                "true | alpha:1 | [A, {'type':'insecureAcceptAnything'}]",
                "true | alpha:1 | [A]",
                "false | alpha:1 | [B]",
                "false | alpha:1 | [A, B]",
                "true | both:1 | [A, B]",
                "true | both:1 | [B]",
                "false | unsigned:1 | [A]",
                "false | replayed:1 | [A]",
                "true | alpha:1 | [{'type':'signedBy','keyType':'GPGKeys','keyPath':'/K/alpha.gpg'}]",
                "true | alpha:1 | [{'type':'signedBy','keyType':'GPGKeys','keyData':'ALPHA'}]",
                "false | beta:1 | [{'type':'signedBy','keyType':'GPGKeys','keyData':'ALPHA'}]",
                "false | alpha:1 | [{'type':'signedBy','keyType':'X509Certificates','keyPath':'/K/alpha.asc'}]",
                "false | alpha:1 | [{'type':'signedBy','keyType':'signedByGPGKeys','keyPath':'/K/alpha.asc'}]",
                "false | alpha:1 | [{'type':'signedBaseLayer','baseLayerIdentity':{'type':'matchExact'}}]",
                "true | alpha:1 | [A+'signedIdentity':{'type':'matchExact'}}]",
                "false | alpha@D | [A+'signedIdentity':{'type':'matchExact'}}]",
                "true | alpha@D | [A]",
                "true | alpha@D | [A+'signedIdentity':{'type':'matchRepoDigestOrExact'}}]",
                "false | replayed@D | [A]",
                "true | alpha:2 | [A+'signedIdentity':{'type':'matchRepository'}}]",
                "false | alpha:2 | [A]",
                "false | replayed:1 | [A+'signedIdentity':{'type':'matchRepository'}}]",
                "true | replayed:1 | [A+'signedIdentity':{'type':'exactReference','dockerReference':'R/shop/alpha:1'}}]",
                "false | replayed:1 | [A+'signedIdentity':{'type':'exactReference','dockerReference':'R/shop/alpha:2'}}]",
                "false | alpha:1 | [A+'signedIdentity':{'type':'exactReference','dockerReference':'R/shop/replayed:1'}}]",
                "true | replayed:1 | [A+'signedIdentity':{'type':'exactRepository','dockerRepository':'R/shop/alpha'}}]",
                "false | alpha:1 | [A+'signedIdentity':{'type':'exactRepository','dockerRepository':'alpha'}}]",
                "true | replayed:1 | [A+'signedIdentity':{'type':'remapIdentity','prefix':'R/shop/replayed','signedPrefix':'R/shop/alpha'}}]",
                "false | replayed:1 | [A+'signedIdentity':{'type':'remapIdentity','prefix':'R/shop/repl','signedPrefix':'R/shop/alpha'}}]",
                "true | alpha:1 | [A+'signedIdentity':{'type':'remapIdentity','prefix':'R/shop/other','signedPrefix':'example.com'}}]",
                "false | alpha:1 | [A+'signedIdentity':{'type':'remapIdentity','prefix':'R','signedPrefix':'example.com'}}]",
                "false | index:1 | [A]",
                "true | index:1 | [A+'signedIdentity':{'type':'exactRepository','dockerRepository':'R/shop/alpha'}}]",
                "true | list:1 | [{'type':'signedBy','keyType':'GPGKeys','keyPath':'/K/gamma.asc'}]",
                "false | alpha:1 | [{'type':'sigstoreSigned','keyPath':'/K/cosign.pub'}]",
            })
    void whatAPolicyAcceptsForSkopeoItAcceptsForUs(
            boolean accepted, String image, String requirements) throws Exception {
        assertThat(judged(shop(requirements), image)).isEqualTo(accepted);
    }

    private static String shop(String requirements) {
        return "{'default':[{'type':'reject'}],'transports':{'docker':{'R/shop':%s}}}"
                .formatted(requirements);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "true | 'default':YES",
                "false | 'default':NO",
                "true | 'default':NO,'transports':{'docker':{'':YES}}",
                "true | 'default':NO,'transports':{'docker':{'':NO,'R':YES}}",
                "true | 'default':NO,'transports':{'docker':{'R':NO,'R/shop':YES}}",
                "true | 'default':NO,'transports':{'docker':{'R/shop':NO,'R/shop/alpha':YES}}",
                "true | 'default':NO,'transports':{'docker':{'R/shop/alpha':NO,'R/shop/alpha:1':YES}}",
                "false | 'default':YES,'transports':{'docker':{'R/shop/alpha':YES,'R/shop/alpha:1':NO}}",
                "true | 'default':YES,'transports':{'docker':{'R/shop/alph':NO,'R/shop/alpha:2':NO}}",
                "true | 'default':YES,'transports':{'oci':{'':NO},'dir':{'':NO},'other':{'a':NO}}",
                "false | 'default':NO,'transports':{'dir':{'':YES},'docker':{}}",
                "false | 'default':YES,'transports':{'docker':{'*.0.0.1':NO}}",
            })
    void theSectionThatCountsForSkopeoCountsForUs(boolean accepted, String sections)
            throws Exception {
        assertThat(judged("{%s}".formatted(sections), "alpha:1")).isEqualTo(accepted);
    }

    /// Podman asks where its user's `registries.d` says.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "true | alpha:1 | [A]",
                "false | beta:1 | [A]",
                "false | replayed:1 | [A]",
                "false | unsigned:1 | [A]",
                "true | alpha@D | [A]",
                "true | replayed:1 | [A+'signedIdentity':{'type':'exactRepository','dockerRepository':'R/shop/alpha'}}]",
            })
    void whatWeAcceptPodmanPulls(boolean accepted, String name, String requirements)
            throws Exception {
        peers().needs("engines");
        var file = Files.writeString(folder.resolve("policy.json"), written(shop(requirements)));
        var image = name.replace("@D", "@" + IMAGE.digest());

        assertThat(byUs(file, image)).isEqualTo(accepted);
        assertThat(byPodman(file, image))
                .contains(accepted ? "" : "Source image rejected")
                .doesNotContain(accepted ? "Error" : "Writing manifest");
    }

    private static String byPodman(Path policy, String image) throws Exception {
        var home = Files.createDirectories(folder.resolve(".config/containers/registries.d"));
        Files.copy(
                folder.resolve("registries.d/all.yaml"),
                home.resolve("all.yaml"),
                StandardCopyOption.REPLACE_EXISTING);
        return peers().output(
                        List.of(
                                "podman",
                                "--root=" + folder.resolve("podman"),
                                "--runroot=" + folder.resolve("podman-run"),
                                "--storage-driver=vfs",
                                "--cgroup-manager=cgroupfs",
                                "pull",
                                "--tls-verify=false",
                                "--signature-policy=" + policy,
                                "%s/shop/%s".formatted(registry, image)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'default':[]}",
                "{'default':YES,'more':1}",
                "{'default':YES,'default':YES}",
                "{'default':YES} {}",
                "{'default':[{'type':'rejects'}]}",
                "{'default':[{'type':'reject','more':1}]}",
                "{'default':YES,'transports':[]}",
                "{'default':YES,'transports':{'docker':{'a':[]}}}",
                "{'default':[{'type':'signedBy','keyType':'GPGKeys'}]}",
                "{'default':[{'type':'signedBy','keyPath':'/a'}]}",
                "{'default':[{'type':'signedBy','keyType':'PGPKeys','keyPath':'/a'}]}",
                "{'default':[{'type':'signedBy','keyType':'GPGKeys','keyPath':''}]}",
                "{'default':[{'type':'signedBy','keyType':'GPGKeys','keyPath':'/a','keyData':'YQ=='}]}",
                "{'default':[{'type':'signedBy','keyType':'GPGKeys','keyData':'Y'}]}",
                "{'default':[A+'signedIdentity':{'type':'exact'}}]}",
                "{'default':[A+'signedIdentity':{'type':'matchExact','more':1}}]}",
                "{'default':[A+'signedIdentity':{'type':'exactReference','dockerReference':'a/b'}}]}",
                "{'default':[A+'signedIdentity':{'type':'remapIdentity','prefix':'a:b','signedPrefix':'c'}}]}",
                "{'default':[{'type':'sigstoreSigned'}]}",
            })
    void aPolicyThatSkopeoDoesNotUnderstandWeDoNotUnderstand(String policy) throws Exception {
        var file = Files.writeString(folder.resolve("policy.json"), written(policy));

        assertThat(bySkopeo(file, "alpha:1")).contains("level=fatal").doesNotContain("rejected");
        assertThatThrownBy(() -> ContainerPolicy.parse(Files.readAllBytes(file)))
                .isInstanceOf(RefusedException.class);
    }

    /// @return what both say
    private static boolean judged(String policy, String name) throws Exception {
        var file = Files.writeString(folder.resolve("policy.json"), written(policy));
        var image = name.replace("@D", "@" + IMAGE.digest());
        var theirs = bySkopeo(file, image);
        boolean accepted = !theirs.contains("level=fatal");
        assertThat(accepted || theirs.contains("rejected")).as(theirs).isTrue();
        assertThat(byUs(file, image)).as(theirs).isEqualTo(accepted);
        return accepted;
    }

    private static String written(String policy) throws Exception {
        var key = "{'type':'signedBy','keyType':'GPGKeys','keyPath':'/K/%s.asc'";
        return policy.replace("A+", key.formatted("alpha") + ",")
                .replaceAll("\\bA\\b", key.formatted("alpha") + "}")
                .replaceAll("\\bB\\b", key.formatted("beta") + "}")
                .replace("YES", "[{'type':'insecureAcceptAnything'}]")
                .replace("NO", "[{'type':'reject'}]")
                .replaceAll("'R(?=[/'])", "'" + registry)
                .replace("/K", folder.toString())
                .replace(
                        "ALPHA",
                        Base64.getEncoder()
                                .encodeToString(Files.readAllBytes(folder.resolve("alpha.gpg"))))
                .replace('\'', '"');
    }

    private static String bySkopeo(Path policy, String image) throws Exception {
        return peers().output(
                        List.of(
                                "skopeo",
                                "--policy=" + policy,
                                "--registries.d=" + folder.resolve("registries.d"),
                                "copy",
                                "--src-tls-verify=false",
                                "docker://%s/shop/%s".formatted(registry, image),
                                "dir:" + folder.resolve("copied")));
    }

    private static boolean byUs(Path policy, String image) throws Exception {
        var options = OpenOptions.standard(RegistryOptions.standard(Map.of()));
        var name = "registry:%s/shop/%s".formatted(registry, image);
        try (var opened = Images.open(name, options)) {
            return PolicyVerification.of(
                            opened.source(),
                            options,
                            LookasideConfiguration.read(folder.resolve("registries.d")),
                            ContainerPolicy.parse(Files.readAllBytes(policy)),
                            PolicyPeersIT::key,
                            Clock.systemUTC().instant())
                    .isAccepted();
        }
    }

    private static byte[] key(String path) {
        try {
            return Files.readAllBytes(Path.of(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
