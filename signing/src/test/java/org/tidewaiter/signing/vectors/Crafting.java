package org.tidewaiter.signing.vectors;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.tidewaiter.testkit.signing.SignedDocuments.base64;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.tidewaiter.image.Attachment;
import org.tidewaiter.model.Digest;
import org.tidewaiter.signing.check.EvidenceCheck;
import org.tidewaiter.signing.form.Candidate;
import org.tidewaiter.signing.form.Subject;
import org.tidewaiter.signing.key.UnusableKeyException;
import org.tidewaiter.signing.key.VerificationKey;
import org.tidewaiter.signing.trust.Trust;
import org.tidewaiter.signing.trust.TrustedKeys;
import org.tidewaiter.testkit.image.Blobs;
import org.tidewaiter.testkit.signing.SignedDocuments;
import org.tidewaiter.testkit.signing.TestKey;

/// Makes evidence of one shape as signing programs do, with changes at some stages.
record Crafting(Shape shape, TestKey key, List<Change> changes) {
    static final byte[] IMAGE = "{\"schemaVersion\":2}".getBytes(UTF_8);
    static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    static final Digest DIGEST = Blobs.digest(IMAGE);
    static final String PROVENANCE =
            """
            {"buildDefinition":{"buildType":"https://build.example/make"},\
            "runDetails":{"builder":{"id":"https://build.example/1"},\
            "metadata":{"finishedOn":"2026-01-02T03:04:05Z"}}}\
            """;

    Crafting {
        changes = List.copyOf(changes);
    }

    /// @param text what becomes of it, every byte a letter
    record Change(Stage stage, UnaryOperator<String> text, UnaryOperator<Candidate> candidate) {
        static Change of(Stage stage, UnaryOperator<String> text) {
            return new Change(stage, text, UnaryOperator.identity());
        }

        static Change of(UnaryOperator<Candidate> candidate) {
            return new Change(Stage.BYTES, UnaryOperator.identity(), candidate);
        }
    }

    Crafting with(List<Change> more) {
        var all = new ArrayList<>(changes);
        all.addAll(more);
        return new Crafting(shape, key, all);
    }

    /// @return what our verifier makes of it
    EvidenceCheck check(TestKey... trusted) {
        var bytes = text().getBytes(ISO_8859_1);
        var candidate =
                new Candidate(
                        shape.carrier,
                        "somewhere",
                        Blobs.digest(bytes),
                        bytes.length,
                        shape.mediaType,
                        "",
                        annotations(),
                        shape.carrier == Attachment.Found.REFERRER
                                ? Optional.of(DIGEST)
                                : Optional.empty());
        for (var change : changes) {
            candidate = change.candidate.apply(candidate);
        }
        return shape.evidenceForm().check(candidate, bytes, subject(), keys(trusted));
    }

    /// The bytes as they are kept, every byte a letter.
    String text() {
        return at(Stage.BYTES, document());
    }

    static Subject subject() {
        return new Subject(DIGEST, IMAGE);
    }

    static Trust keys(TestKey... keys) {
        var named = new ArrayList<TrustedKeys.Named>();
        for (var key : keys) {
            try {
                named.add(
                        new TrustedKeys.Named(
                                "key " + named.size(), VerificationKey.of(key.publicKey())));
            } catch (UnusableKeyException e) {
                throw new IllegalArgumentException(e);
            }
        }
        return Trust.of(new TrustedKeys(named), NOW);
    }

    private String document() {
        return switch (shape) {
            case BUNDLE -> at(Stage.BUNDLE, SignedDocuments.bundle(envelope()));
            case BARE, TAGGED -> envelope();
            case MESSAGE -> at(Stage.BUNDLE, message());
            case SIMPLE_TAG, SIMPLE_REFERRER -> content();
        };
    }

    private String content() {
        return at(
                Stage.CONTENT,
                Shape.SIMPLE.contains(shape)
                        ? SignedDocuments.simplePayload(DIGEST)
                        : padded(
                                SignedDocuments.statement(
                                        DIGEST, "https://slsa.dev/provenance/v1", PROVENANCE)));
    }

    /// So that its base64 needs to be filled up.
    private static String padded(String json) {
        return json + " ".repeat((4 - json.length() % 3) % 3);
    }

    private String envelope() {
        var payload = content().getBytes(ISO_8859_1);
        var type = at(Stage.CONTENT_TYPE, SignedDocuments.IN_TOTO);
        var signature = signature(SignedDocuments.preAuthentication(type, payload));
        return at(
                Stage.ENVELOPE,
                """
                {"payload":"%s","payloadType":"%s","signatures":[{"sig":"%s","keyid":""}]}\
                """
                        .formatted(base64(payload), type, signature));
    }

    private String message() {
        var made = SignedDocuments.messageBundle(IMAGE, key);
        int quote = made.lastIndexOf("\"signature\":\"") + 13;
        return made.substring(0, quote) + signature(IMAGE) + "\"}}";
    }

    private String signature(byte[] bytes) {
        var signed = at(Stage.TO_SIGN, new String(bytes, ISO_8859_1)).getBytes(ISO_8859_1);
        return at(Stage.SIGNATURE, base64(key.sign(signed)));
    }

    private Map<String, String> annotations() {
        return Shape.SIMPLE.contains(shape)
                ? Map.of(
                        SignedDocuments.SIGNATURE_ANNOTATION,
                        signature(content().getBytes(ISO_8859_1)))
                : Map.of();
    }

    private String at(Stage stage, String text) {
        var made = text;
        for (var change : changes) {
            if (change.stage == stage) {
                made = change.text.apply(made);
            }
        }
        return made;
    }
}
