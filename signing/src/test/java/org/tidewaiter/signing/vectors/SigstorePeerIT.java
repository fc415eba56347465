package org.tidewaiter.signing.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tidewaiter.image.Attachment;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.signing.check.EvidenceCheck;
import org.tidewaiter.signing.check.EvidenceCheck.Rejected;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.form.Candidate;
import org.tidewaiter.signing.key.PrivateKeyFile;
import org.tidewaiter.signing.make.NewBundle;
import org.tidewaiter.signing.make.NewMessage;
import org.tidewaiter.signing.make.NewStatement;
import org.tidewaiter.signing.trust.Trust;
import org.tidewaiter.signing.vectors.Crafting.Change;
import org.tidewaiter.testkit.image.Blobs;
import org.tidewaiter.testkit.signing.SignedDocuments;
import org.tidewaiter.testkit.signing.TestKey;

/// The npm packages of Sigstore make bundles that we verify, and judge those that we take.
class SigstorePeerIT {
    private static final Path ORACLES = Path.of("..", "testkit", "oracles");
    private static final List<TestKey> KEYS =
            List.of(TestKey.p256(), TestKey.p384(), TestKey.rsa(2048));

    @BeforeAll
    static void install() throws Exception {
        run(List.of(ORACLES.resolve("install.sh").toString(), "sigstore"), "");
    }

    @Test
    void whatTheyMakeWeVerifyAndWithAnotherKeyRefuse() throws Exception {
        var statement =
                SignedDocuments.statement(
                        Crafting.DIGEST, "https://slsa.dev/provenance/v1", Crafting.PROVENANCE);
        for (var ask : List.of("statement", "message")) {
            var payload = ask.equals("statement") ? statement.getBytes(UTF_8) : Crafting.IMAGE;
            var requests = new ArrayList<Map<String, String>>();
            for (var key : KEYS) {
                requests.add(request(ask, key.privatePem(), payload));
            }
            var bundles = ask(requests);
            for (int i = 0; i < KEYS.size(); i++) {
                assertThat(judged(bundles.get(i), KEYS.get(i)))
                        .as(bundles.get(i))
                        .isInstanceOf(EvidenceCheck.Verified.class);
                assertThat(judged(bundles.get(i), TestKey.p256()))
                        .isInstanceOfSatisfying(
                                Rejected.class,
                                one -> assertThat(one.refusal()).isEqualTo(Refusal.UNKNOWN_KEY));
            }
        }
    }

    /// They judge by SHA-256 whatever the key is, so P-384 is left out.
    @Test
    void whatWeTakeTheyTakeAndWhatIsNotSignedSoTheyRefuse() throws Exception {
        var requests = new ArrayList<Map<String, String>>();
        var expected = new ArrayList<Boolean>();
        for (var key : List.of(KEYS.getFirst(), KEYS.getLast())) {
            for (var shape : List.of(Shape.BUNDLE, Shape.MESSAGE)) {
                requests.add(toVerify(new Crafting(shape, key, List.of()), key));
                expected.add(true);
                var changed = Change.of(Stage.TO_SIGN, text -> text.replaceFirst("(?s).$", "?"));
                requests.add(toVerify(new Crafting(shape, key, List.of(changed)), key));
                expected.add(false);
            }
        }
        assertThat(ask(requests).stream().map(one -> one.equals("verified")).toList())
                .isEqualTo(expected);
    }

    @Test
    void whatWeSignTheyVerifyByItsKeyAlone() throws Exception {
        var statement =
                new NewStatement(
                        Crafting.DIGEST,
                        "registry.example/app",
                        NewStatement.SIGNATURE,
                        new TreeMap<>(Map.of("stage", "qa")),
                        new Json.JsonObject(Map.of()));
        var requests = new ArrayList<Map<String, String>>();
        for (var key : List.of(TestKey.p256(), TestKey.rsa(2048))) {
            var signer = PrivateKeyFile.read(key.privatePem().getBytes(UTF_8)).key();
            var bundle = new String(NewBundle.of(statement, signer).toJson(), UTF_8);
            for (var believed : List.of(key, TestKey.p256())) {
                var request =
                        new HashMap<>(request("verify", believed.publicPem(), Crafting.IMAGE));
                request.put("bundle", bundle);
                requests.add(request);
            }
        }
        assertThat(ask(requests).stream().map(one -> one.equals("verified")).toList())
                .containsExactly(true, false, true, false);
    }

    @Test
    void theSignatureOfAFileTheyVerifyToo() throws Exception {
        var requests = new ArrayList<Map<String, String>>();
        for (var key : List.of(TestKey.p256(), TestKey.rsa(2048))) {
            var signer = PrivateKeyFile.read(key.privatePem().getBytes(UTF_8)).key();
            var signed = NewMessage.of(new ByteArrayInputStream(Crafting.IMAGE), signer);
            for (var content : List.of(Crafting.IMAGE, "beta".getBytes(UTF_8))) {
                var request = new HashMap<>(request("verify", key.publicPem(), content));
                request.put("bundle", new String(signed.toBundle(), UTF_8));
                requests.add(request);
            }
        }
        assertThat(ask(requests).stream().map(one -> one.equals("verified")).toList())
                .containsExactly(true, false, true, false);
    }

    /// Where the signature is at fault, or two contents could be taken for one.
    @Test
    void whatIsRefusedForItsSignatureTheyRefuseToo() throws Exception {
        var key = TestKey.p256();
        var vectors =
                NegativeVectorsTest.vectors()
                        .filter(one -> one.shape() == Shape.BUNDLE)
                        .filter(one ->
                                one.refusal() == Refusal.UNKNOWN_KEY
                                        || one.refusal() == Refusal.NO_SIGNATURE
                                        || one.refusal() == Refusal.MALFORMED_SIGNATURE)
                        .toList();
        var requests = new ArrayList<Map<String, String>>();
        for (var one : vectors) {
            requests.add(toVerify(new Crafting(one.shape(), key, List.of(one.mutation())), key));
        }
        assertThat(vectors).hasSizeGreaterThan(10);
        var answers = ask(requests);
        for (int i = 0; i < vectors.size(); i++) {
            assertThat(answers.get(i)).as(vectors.get(i).toString()).startsWith("refused");
        }
    }

    private static EvidenceCheck judged(String bundle, TestKey key) {
        return judged(bundle, Crafting.keys(key));
    }

    static EvidenceCheck judged(String bundle, Trust trusted) {
        var bytes = bundle.getBytes(UTF_8);
        var candidate =
                new Candidate(
                        Attachment.Found.REFERRER,
                        "peer",
                        Blobs.digest(bytes),
                        bytes.length,
                        SignedDocuments.BUNDLE,
                        "",
                        Map.of(),
                        Optional.of(Crafting.DIGEST));
        return Shape.BUNDLE.evidenceForm().check(candidate, bytes, Crafting.subject(), trusted);
    }

    private static Map<String, String> toVerify(Crafting made, TestKey key) {
        var request = new HashMap<>(request("verify", key.publicPem(), Crafting.IMAGE));
        request.put("bundle", made.text());
        return request;
    }

    static Map<String, String> request(String ask, String key, byte[] payload) {
        return Map.of("ask", ask, "key", key, "payload", SignedDocuments.base64(payload));
    }

    static List<String> ask(List<Map<String, String>> requests) throws Exception {
        var lines = new StringBuilder();
        for (var request : requests) {
            lines.append(line(request)).append('\n');
        }
        var answers =
                run(
                        List.of("node", ORACLES.resolve("sigstore.js").toRealPath().toString()),
                        lines.toString());
        var all = answers.lines().toList();
        assertThat(all).hasSameSizeAs(requests);
        return all;
    }

    private static String line(Map<String, String> request) throws Exception {
        var out = new ByteArrayOutputStream();
        try (var json = new JsonWriter(out)) {
            json.beginObject();
            request.forEach(json::field);
            json.endObject();
        }
        assertThat(JsonReader.read(out.toByteArray())).isInstanceOf(Json.JsonObject.class);
        return out.toString(UTF_8).replace("\n", "");
    }

    private static String run(List<String> command, String input)
            throws IOException, InterruptedException {
        var typed = Files.writeString(Files.createTempFile("peer", ".in"), input);
        var process =
                new ProcessBuilder(command)
                        .redirectInput(typed.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT);
        process.environment().put("NODE_PATH", cache() + "/sigstore/node_modules");
        var started = process.start();
        var out = new String(started.getInputStream().readAllBytes(), UTF_8);
        assertThat(started.waitFor()).as("%s", command).isZero();
        Files.delete(typed);
        return out;
    }

    private static String cache() {
        return System.getenv()
                .getOrDefault(
                        "TIDEWAITER_ORACLES", System.getenv("HOME") + "/.cache/tidewaiter-oracles");
    }
}
