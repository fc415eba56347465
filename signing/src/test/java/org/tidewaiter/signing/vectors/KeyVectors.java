package org.tidewaiter.signing.vectors;

import static org.tidewaiter.signing.check.Refusal.MALFORMED_BASE64;
import static org.tidewaiter.signing.check.Refusal.MALFORMED_CERTIFICATE;
import static org.tidewaiter.signing.check.Refusal.MALFORMED_SIGNATURE;
import static org.tidewaiter.signing.check.Refusal.NO_SIGNATURE;
import static org.tidewaiter.signing.check.Refusal.OTHER_MANIFEST_SUBJECT;
import static org.tidewaiter.signing.check.Refusal.UNKNOWN_KEY;
import static org.tidewaiter.signing.check.Refusal.UNKNOWN_MEDIA_TYPE;
import static org.tidewaiter.signing.vectors.Stage.SIGNATURE;
import static org.tidewaiter.testkit.signing.SignedDocuments.base64;

import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.tidewaiter.model.Digest;
import org.tidewaiter.signing.form.Candidate;
import org.tidewaiter.signing.vectors.Vector.Table;
import org.tidewaiter.testkit.signing.SignedDocuments;

/// What is around the document: its signature, its manifest.
final class KeyVectors {
    private static final Set<Shape> ALL = EnumSet.allOf(Shape.class);
    private static final String CERTIFICATE = "dev.sigstore.cosign/certificate";

    private KeyVectors() {}

    static Stream<Vector> all() {
        return Stream.of(
                        signatures(new Table(ALL)),
                        manifests(new Table(ALL)),
                        referrers(
                                new Table(
                                        Set.of(
                                                Shape.BUNDLE,
                                                Shape.MESSAGE,
                                                Shape.BARE,
                                                Shape.SIMPLE_REFERRER))),
                        tags(new Table(Set.of(Shape.TAGGED, Shape.SIMPLE_TAG))),
                        annotations(new Table(Shape.SIMPLE)))
                .flatMap(Table::rows);
    }

    private static Table signatures(Table table) {
        return table.change(UNKNOWN_KEY, "a bit of r", SIGNATURE, bit(10))
                .change(UNKNOWN_KEY, "a bit of s", SIGNATURE, bit(50))
                .change(UNKNOWN_KEY, "the last byte missing", SIGNATURE, bytes(KeyVectors::shorter))
                .change(UNKNOWN_KEY, "a byte behind it", SIGNATURE, bytes(KeyVectors::longer))
                .change(
                        UNKNOWN_KEY,
                        "two zeros, which a broken verifier took",
                        SIGNATURE,
                        _ -> "MAYCAQACAQA=")
                .change(
                        UNKNOWN_KEY,
                        "noughts, of the length of r and s",
                        SIGNATURE,
                        _ -> base64(new byte[64]))
                .change(
                        MALFORMED_SIGNATURE,
                        "noughts, of another length",
                        SIGNATURE,
                        _ -> base64(new byte[96]))
                .change(MALFORMED_SIGNATURE, "one byte", SIGNATURE, _ -> "AA==")
                .change(MALFORMED_BASE64, "no base64", SIGNATURE, _ -> "MEUCIQ*")
                .change(MALFORMED_BASE64, "a line end", SIGNATURE, text -> text + " ");
    }

    private static UnaryOperator<String> bit(int place) {
        return bytes(signature -> {
            signature[place] ^= 1;
            return signature;
        });
    }

    private static UnaryOperator<String> bytes(UnaryOperator<byte[]> change) {
        return text -> base64(change.apply(Base64.getDecoder().decode(text)));
    }

    private static byte[] shorter(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length - 1);
    }

    private static byte[] longer(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length + 1);
    }

    private static Table manifests(Table table) {
        return table.candidate(
                OTHER_MANIFEST_SUBJECT,
                "a manifest that refers to another image",
                one -> with(one, one.mediaType(), Optional.of(other()), one.annotations()));
    }

    private static Table referrers(Table table) {
        return table.candidate(
                OTHER_MANIFEST_SUBJECT,
                "a manifest that refers to nothing",
                one -> with(one, one.mediaType(), Optional.empty(), one.annotations()));
    }

    private static Table tags(Table table) {
        return table.candidate(
                UNKNOWN_MEDIA_TYPE,
                "a layer of another kind",
                one -> with(one, "text/plain", one.manifestSubject(), one.annotations()));
    }

    private static Table annotations(Table table) {
        return table.candidate(
                        NO_SIGNATURE,
                        "no annotation",
                        one -> with(one, one.mediaType(), one.manifestSubject(), Map.of()))
                .candidate(
                        NO_SIGNATURE,
                        "an empty annotation",
                        one -> annotated(one, SignedDocuments.SIGNATURE_ANNOTATION, ""))
                .candidate(
                        MALFORMED_CERTIFICATE,
                        "a certificate that has no end",
                        one ->
                                annotated(
                                        annotated(one, CERTIFICATE, "-----BEGIN CERTIFICATE-----"),
                                        SignedDocuments.SIGNATURE_ANNOTATION,
                                        "MAYCAQECAQE="));
    }

    private static Digest other() {
        return Digest.parse("sha256:" + "0".repeat(64)).orElseThrow();
    }

    private static Candidate annotated(Candidate one, String name, String value) {
        var annotations = new HashMap<>(one.annotations());
        annotations.put(name, value);
        return with(one, one.mediaType(), one.manifestSubject(), annotations);
    }

    private static Candidate with(
            Candidate one,
            String mediaType,
            Optional<Digest> subject,
            Map<String, String> annotations) {
        return new Candidate(
                one.found(),
                one.place(),
                one.digest(),
                one.sizeBytes(),
                mediaType,
                one.artifactType(),
                annotations,
                subject);
    }
}
