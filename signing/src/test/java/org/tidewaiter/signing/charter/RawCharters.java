package org.tidewaiter.signing.charter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.tidewaiter.signing.envelope.DsseEnvelope;
import org.tidewaiter.signing.key.SigningKey;

/// Files of charters as anybody could write them, whatever is in them.
final class RawCharters {
    static final String TYPE = "application/vnd.tidewaiter.charter.v1+json";

    private RawCharters() {}

    static String payload(Charter charter) {
        return new String(CharterPayload.write(charter), UTF_8);
    }

    static String file(String... envelopes) {
        return file(Arrays.asList(envelopes));
    }

    static String file(List<String> envelopes) {
        return "{\"format\":\"tidewaiter-charter-1\",\"versions\":[%s]}"
                .formatted(String.join(",", envelopes));
    }

    static String envelope(Charter charter, SigningKey... keys) {
        return envelope(payload(charter), keys);
    }

    static String envelope(String payload, SigningKey... keys) {
        return envelope(
                TYPE,
                payload,
                Arrays.stream(keys)
                        .map(key -> signature(key, payload))
                        .collect(Collectors.joining(",")));
    }

    static String envelope(String type, String payload, String signatures) {
        return "{\"payload\":\"%s\",\"payloadType\":\"%s\",\"signatures\":[%s]}"
                .formatted(base64(payload.getBytes(UTF_8)), type, signatures);
    }

    static String signature(SigningKey key, String payload) {
        return signature(key.publicKey().fingerprint().toString(), key, TYPE, payload);
    }

    static String signature(String keyId, SigningKey key, String type, String payload) {
        var signed = new DsseEnvelope(type, payload.getBytes(UTF_8), List.of()).preAuthentication();
        return "{\"keyid\":\"%s\",\"sig\":\"%s\"}".formatted(keyId, base64(key.sign(signed)));
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
