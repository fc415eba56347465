package org.tidewaiter.testkit.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.tidewaiter.model.Digest;
import org.tidewaiter.testkit.image.Blobs;

/// What signing programs write, from the facts of the specifications.
///
/// @see "DSSE, protocol.md; in-toto, spec/v1/statement.md; sigstore_bundle.proto; cosign,
///   specs/SIGNATURE_SPEC.md"
public final class SignedDocuments {
    public static final String IN_TOTO = "application/vnd.in-toto+json";
    public static final String DSSE = "application/vnd.dsse.envelope.v1+json";
    public static final String BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json";
    public static final String SIMPLE_SIGNING = "application/vnd.dev.cosign.simplesigning.v1+json";
    public static final String SIGNATURE_ANNOTATION = "dev.cosignproject.cosign/signature";
    public static final String COSIGN_SIGN = "https://sigstore.dev/cosign/sign/v1";

    private SignedDocuments() {}

    /// A statement of in-toto, version 1.
    ///
    /// @param predicate JSON
    public static String statement(Digest subject, String predicateType, String predicate) {
        return """
        {"_type":"https://in-toto.io/Statement/v1",\
        "subject":[{"name":"app","digest":{"%s":"%s"}}],\
        "predicateType":"%s","predicate":%s}\
        """
                .formatted(subject.algorithm(), subject.hex(), predicateType, predicate);
    }

    /// What a signature of DSSE is over.
    public static byte[] preAuthentication(String payloadType, byte[] payload) {
        var type = payloadType.getBytes(UTF_8);
        var out = new ByteArrayOutputStream();
        out.writeBytes("DSSEv1 %d ".formatted(type.length).getBytes(UTF_8));
        out.writeBytes(type);
        out.writeBytes(" %d ".formatted(payload.length).getBytes(UTF_8));
        out.writeBytes(payload);
        return out.toByteArray();
    }

    public static String envelope(String payloadType, byte[] payload, TestKey... keys) {
        var signatures =
                Arrays.stream(keys)
                        .map(key -> key.sign(preAuthentication(payloadType, payload)))
                        .map(sig -> "{\"sig\":\"%s\",\"keyid\":\"\"}".formatted(base64(sig)))
                        .collect(Collectors.joining(","));
        return "{\"payload\":\"%s\",\"payloadType\":\"%s\",\"signatures\":[%s]}"
                .formatted(base64(payload), payloadType, signatures);
    }

    /// A statement in an envelope.
    public static String signed(String statement, TestKey... keys) {
        return envelope(IN_TOTO, statement.getBytes(UTF_8), keys);
    }

    /// A bundle of version 0.3 around an envelope that a key has signed.
    public static String bundle(String envelope) {
        return """
        {"mediaType":"%s",\
        "verificationMaterial":{"publicKey":{"hint":"a hint"},"tlogEntries":[]},\
        "dsseEnvelope":%s}\
        """
                .formatted(BUNDLE, envelope);
    }

    /// A bundle of version 0.3 with a signature over content.
    public static String messageBundle(byte[] content, TestKey key) {
        return """
        {"mediaType":"%s",\
        "verificationMaterial":{"publicKey":{"hint":"a hint"}},\
        "messageSignature":{"messageDigest":{"algorithm":"SHA2_256","digest":"%s"},\
        "signature":"%s"}}\
        """
                .formatted(
                        BUNDLE,
                        base64(HexFormat.of().parseHex(Blobs.digest(content).hex())),
                        base64(key.sign(content)));
    }

    /// The bundle of a certificate in place of a key.
    ///
    /// @param chain DER each, the signer's first; one alone stands as it does since version 0.3
    public static String certified(String bundle, List<byte[]> chain) {
        var certificates =
                chain.stream()
                        .map(der -> "{\"rawBytes\":\"%s\"}".formatted(base64(der)))
                        .collect(Collectors.joining(","));
        return bundle.replace(
                "\"publicKey\":{\"hint\":\"a hint\"}",
                chain.size() == 1
                        ? "\"certificate\":" + certificates
                        : "\"x509CertificateChain\":{\"certificates\":[%s]}"
                                .formatted(certificates));
    }

    /// What cosign signed up to version 2.
    public static String simplePayload(Digest image) {
        return """
        {"critical":{"identity":{"docker-reference":"shop/app"},\
        "image":{"docker-manifest-digest":"%s"},\
        "type":"cosign container image signature"},"optional":{"stage":"qa"}}\
        """
                .formatted(image);
    }

    public static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
