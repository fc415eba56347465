package org.tidewaiter.signing.vectors;

import static org.tidewaiter.signing.check.Refusal.AMBIGUOUS_NAME;
import static org.tidewaiter.signing.check.Refusal.DIFFERENT_KEY_HINTS;
import static org.tidewaiter.signing.check.Refusal.MALFORMED_BASE64;
import static org.tidewaiter.signing.check.Refusal.MALFORMED_JSON;
import static org.tidewaiter.signing.check.Refusal.MANY_SIGNATURES;
import static org.tidewaiter.signing.check.Refusal.MISSING_PART;
import static org.tidewaiter.signing.check.Refusal.NO_SIGNATURE;
import static org.tidewaiter.signing.check.Refusal.OTHER_MESSAGE_DIGEST;
import static org.tidewaiter.signing.check.Refusal.TWO_CONTENTS;
import static org.tidewaiter.signing.check.Refusal.TWO_IDENTITIES;
import static org.tidewaiter.signing.check.Refusal.UNKNOWN_KEY;
import static org.tidewaiter.signing.check.Refusal.UNKNOWN_MEDIA_TYPE;
import static org.tidewaiter.signing.check.Refusal.UNKNOWN_PART;
import static org.tidewaiter.signing.check.Refusal.WEAK_MESSAGE_DIGEST;
import static org.tidewaiter.signing.check.Refusal.WRONG_PART;
import static org.tidewaiter.signing.vectors.Stage.BUNDLE;
import static org.tidewaiter.signing.vectors.Stage.TO_SIGN;

import java.util.Set;
import java.util.stream.Stream;
import org.tidewaiter.signing.vectors.Vector.Table;

/// Bundles whose parts contradict each other, are missing, or are others.
final class BundleVectors {
    private static final String MEDIA_TYPE = "\"mediaType\":\"[^\"]*\"";
    private static final String KEY = "\"publicKey\":\\{[^}]*\\}";
    private static final String MATERIAL =
            "\"verificationMaterial\":\\{\"publicKey\"[^}]*\\}[^}]*\\},";
    private static final String CERTIFICATE = "\"certificate\":{\"rawBytes\":\"MAA=\"}";
    private static final String CHAIN = "\"x509CertificateChain\":{\"certificates\":[]}";
    private static final String ALGORITHM = "\"algorithm\":\"[^\"]*\"";
    private static final String SIGNATURE = "\"signature\":\"[^\"]*\"";

    private BundleVectors() {}

    static Stream<Vector> all() {
        return Stream.of(
                        frames(new Table(Set.of(Shape.BUNDLE, Shape.MESSAGE))),
                        statements(new Table(Set.of(Shape.BUNDLE))),
                        messages(new Table(Set.of(Shape.MESSAGE))))
                .flatMap(Table::rows);
    }

    private static Table frames(Table table) {
        for (var type :
                new String[] {
                    "application/vnd.dev.sigstore.bundle.v0.4+json",
                    "application/vnd.dev.sigstore.bundle.v0.2+json",
                    "application/vnd.dev.sigstore.bundle+json",
                    "application/vnd.dev.sigstore.bundle+json;version=0.9",
                    "application/vnd.dev.sigstore.bundle+json; version=0.3",
                    "application/json",
                    "",
                }) {
            table.replace(
                    UNKNOWN_MEDIA_TYPE,
                    "'%s'".formatted(type),
                    BUNDLE,
                    MEDIA_TYPE,
                    "\"mediaType\":\"" + type + "\"");
        }
        return table.replace(MISSING_PART, "no media type", BUNDLE, MEDIA_TYPE + ",", "")
                .replace(WRONG_PART, "a media type no text", BUNDLE, MEDIA_TYPE, "\"mediaType\":3")
                .replace(UNKNOWN_PART, "an unknown part", BUNDLE, "^\\{", "{\"unknown\":1,")
                .replace(
                        UNKNOWN_PART,
                        "a name in the spelling of protobuf",
                        BUNDLE,
                        "verificationMaterial",
                        "verification_material")
                .replace(
                        AMBIGUOUS_NAME,
                        "a name with another capital",
                        BUNDLE,
                        "verificationMaterial",
                        "VerificationMaterial")
                .replace(MALFORMED_JSON, "two media types", BUNDLE, "(" + MEDIA_TYPE + ")", "$1,$1")
                .replace(MISSING_PART, "no material", BUNDLE, MATERIAL, "")
                .replace(
                        WRONG_PART,
                        "material a list",
                        BUNDLE,
                        MATERIAL,
                        "\"verificationMaterial\":[],")
                .replace(MISSING_PART, "no key", BUNDLE, KEY, "\"timestampVerificationData\":{}")
                .replace(WRONG_PART, "a key a text", BUNDLE, KEY, "\"publicKey\":\"pem\"")
                .replace(WRONG_PART, "a hint no text", BUNDLE, KEY, "\"publicKey\":{\"hint\":1}")
                .replace(
                        UNKNOWN_PART,
                        "a key with its bytes",
                        BUNDLE,
                        KEY,
                        "\"publicKey\":{\"rawBytes\":\"MAA=\"}")
                .replace(UNKNOWN_PART, "unknown material", BUNDLE, KEY, "\"secret\":{}")
                .replace(
                        TWO_IDENTITIES,
                        "a key and a certificate",
                        BUNDLE,
                        "(" + KEY + ")",
                        "$1," + CERTIFICATE)
                .replace(
                        TWO_IDENTITIES, "a key and a chain", BUNDLE, "(" + KEY + ")", "$1," + CHAIN)
                .replace(
                        TWO_IDENTITIES,
                        "a certificate and a chain",
                        BUNDLE,
                        KEY,
                        CERTIFICATE + "," + CHAIN);
    }

    private static Table statements(Table table) {
        return table.replace(
                        MISSING_PART, "no content", BUNDLE, ",\"dsseEnvelope\":\\{.*\\}\\}$", "}")
                .replace(
                        TWO_CONTENTS,
                        "a message beside it",
                        BUNDLE,
                        "\"dsseEnvelope\"",
                        "\"messageSignature\":{\"signature\":\"MAA=\"},\"dsseEnvelope\"")
                .replace(
                        WRONG_PART,
                        "an envelope a text",
                        BUNDLE,
                        "\"dsseEnvelope\":\\{.*\\}\\}$",
                        "\"dsseEnvelope\":\"x\"}")
                .replace(
                        UNKNOWN_PART,
                        "an unknown part of the envelope",
                        BUNDLE,
                        "\"payloadType\"",
                        "\"unknown\":1,\"payloadType\"")
                .replace(
                        DIFFERENT_KEY_HINTS,
                        "another key named in the envelope",
                        BUNDLE,
                        "\"keyid\":\"\"",
                        "\"keyid\":\"another\"")
                .replace(
                        MANY_SIGNATURES,
                        "the signature twice",
                        BUNDLE,
                        "\"signatures\":\\[(.*)\\]",
                        "\"signatures\":[$1,$1]");
    }

    private static Table messages(Table table) {
        return table.replace(
                        MISSING_PART,
                        "no content",
                        BUNDLE,
                        ",\"messageSignature\":\\{.*\\}\\}$",
                        "}")
                .replace(
                        TWO_CONTENTS,
                        "an envelope beside it",
                        BUNDLE,
                        "\"messageSignature\"",
                        "\"dsseEnvelope\":{},\"messageSignature\"")
                .replace(
                        OTHER_MESSAGE_DIGEST,
                        "another digest",
                        BUNDLE,
                        "\"digest\":\"[^\"]*\"",
                        "\"digest\":\"MAA=\"")
                .replace(
                        OTHER_MESSAGE_DIGEST,
                        "the digest as another kind",
                        BUNDLE,
                        "SHA2_256",
                        "SHA2_512")
                .replace(WEAK_MESSAGE_DIGEST, "SHA-1", BUNDLE, "SHA2_256", "SHA1")
                .replace(
                        WEAK_MESSAGE_DIGEST,
                        "an unspecified digest",
                        BUNDLE,
                        "SHA2_256",
                        "HASH_ALGORITHM_UNSPECIFIED")
                .replace(WEAK_MESSAGE_DIGEST, "SHA-3", BUNDLE, "SHA2_256", "SHA3_256")
                .replace(MISSING_PART, "a digest of no kind", BUNDLE, ALGORITHM + ",", "")
                .replace(
                        WRONG_PART,
                        "a kind of digest a number",
                        BUNDLE,
                        ALGORITHM,
                        "\"algorithm\":1")
                .replace(
                        MALFORMED_BASE64,
                        "a digest in hex",
                        BUNDLE,
                        "\"digest\":\"[^\"]*\"",
                        "\"digest\":\"sha256:00\"")
                .replace(MISSING_PART, "no signature", BUNDLE, "," + SIGNATURE, "")
                .replace(
                        NO_SIGNATURE, "an empty signature", BUNDLE, SIGNATURE, "\"signature\":\"\"")
                .replace(
                        MALFORMED_BASE64,
                        "a broken signature",
                        BUNDLE,
                        SIGNATURE,
                        "\"signature\":\"*\"")
                .replace(
                        UNKNOWN_PART,
                        "an unknown part of it",
                        BUNDLE,
                        "\"signature\"",
                        "\"x\":1,\"signature\"")
                .change(UNKNOWN_KEY, "another image signed", TO_SIGN, text -> text + " ");
    }
}
