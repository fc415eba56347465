package org.tidewaiter.signing.vectors;

import static org.tidewaiter.signing.check.Refusal.AMBIGUOUS_NAME;
import static org.tidewaiter.signing.check.Refusal.EMPTY_PAYLOAD;
import static org.tidewaiter.signing.check.Refusal.MALFORMED_BASE64;
import static org.tidewaiter.signing.check.Refusal.MALFORMED_JSON;
import static org.tidewaiter.signing.check.Refusal.MANY_SIGNATURES;
import static org.tidewaiter.signing.check.Refusal.MISSING_PART;
import static org.tidewaiter.signing.check.Refusal.NO_SIGNATURE;
import static org.tidewaiter.signing.check.Refusal.TOO_LARGE;
import static org.tidewaiter.signing.check.Refusal.UNKNOWN_KEY;
import static org.tidewaiter.signing.check.Refusal.WRONG_PART;
import static org.tidewaiter.signing.vectors.Stage.BYTES;
import static org.tidewaiter.signing.vectors.Stage.ENVELOPE;
import static org.tidewaiter.signing.vectors.Stage.TO_SIGN;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.tidewaiter.signing.vectors.Vector.Table;
import org.tidewaiter.testkit.signing.SignedDocuments;

/// Envelopes that were changed after they were signed, or signed in another way.
final class EnvelopeVectors {
    private static final String PAYLOAD = "\"payload\":\"([^\"]*)\"";
    private static final String SIG = "\"sig\":\"([^\"]*)\"";
    private static final String SIGNATURES = "\"signatures\":\\[.*\\]";

    private EnvelopeVectors() {}

    static Stream<Vector> all() {
        return Stream.of(
                        payloads(new Table(Shape.STATEMENTS)),
                        signatures(new Table(Shape.STATEMENTS)),
                        documents(new Table(Shape.STATEMENTS)))
                .flatMap(Table::rows);
    }

    private static Table payloads(Table table) {
        var other =
                SignedDocuments.base64(
                        SignedDocuments.statement(
                                        Crafting.DIGEST, SignedDocuments.COSIGN_SIGN, "{}")
                                .getBytes(StandardCharsets.UTF_8));
        return table.replace(
                        UNKNOWN_KEY,
                        "another payload",
                        ENVELOPE,
                        PAYLOAD,
                        "\"payload\":\"" + other + "\"")
                .replace(
                        UNKNOWN_KEY,
                        "another type of payload",
                        ENVELOPE,
                        "in-toto\\+json",
                        "in-toto.provenance+json")
                .replace(EMPTY_PAYLOAD, "an empty payload", ENVELOPE, PAYLOAD, "\"payload\":\"\"")
                .replace(MISSING_PART, "no payload", ENVELOPE, PAYLOAD + ",", "")
                .replace(MISSING_PART, "a null payload", ENVELOPE, PAYLOAD, "\"payload\":null")
                .replace(WRONG_PART, "a payload not encoded", ENVELOPE, PAYLOAD, "\"payload\":{}")
                .replace(
                        MISSING_PART,
                        "no type of payload",
                        ENVELOPE,
                        "\"payloadType\":\"[^\"]*\",",
                        "")
                .replace(
                        WRONG_PART,
                        "a type of payload no text",
                        ENVELOPE,
                        "\"payloadType\":\"[^\"]*\"",
                        "\"payloadType\":1")
                .replace(
                        MALFORMED_BASE64,
                        "a payload with a line end",
                        ENVELOPE,
                        PAYLOAD,
                        "\"payload\":\"$1\\\\n\"")
                .replace(
                        MALFORMED_BASE64,
                        "a payload with a space before it",
                        ENVELOPE,
                        PAYLOAD,
                        "\"payload\":\" $1\"")
                .replace(
                        MALFORMED_BASE64,
                        "a payload not filled up",
                        ENVELOPE,
                        "=+\",\"payloadType",
                        "\",\"payloadType")
                .replace(
                        MALFORMED_BASE64,
                        "a payload with bits left over",
                        ENVELOPE,
                        "Q==\",\"payloadType",
                        "R==\",\"payloadType")
                .replace(
                        MALFORMED_BASE64,
                        "a payload in both alphabets",
                        ENVELOPE,
                        PAYLOAD,
                        "\"payload\":\"+-++\"");
    }

    private static Table signatures(Table table) {
        return table.replace(
                        NO_SIGNATURE, "no signatures", ENVELOPE, SIGNATURES, "\"signatures\":[]")
                .replace(NO_SIGNATURE, "signatures left out", ENVELOPE, "," + SIGNATURES, "")
                .replace(
                        NO_SIGNATURE,
                        "signatures null",
                        ENVELOPE,
                        SIGNATURES,
                        "\"signatures\":null")
                .replace(NO_SIGNATURE, "an empty signature", ENVELOPE, SIG, "\"sig\":\"\"")
                .replace(MISSING_PART, "a signature without bytes", ENVELOPE, SIG + ",", "")
                .replace(
                        WRONG_PART, "signatures no list", ENVELOPE, SIGNATURES, "\"signatures\":{}")
                .replace(
                        WRONG_PART,
                        "a signature a text",
                        ENVELOPE,
                        SIGNATURES,
                        "\"signatures\":[\"x\"]")
                .replace(WRONG_PART, "a signature a number", ENVELOPE, SIG, "\"sig\":1")
                .replace(WRONG_PART, "a key id no text", ENVELOPE, "\"keyid\":\"\"", "\"keyid\":1")
                .replace(MALFORMED_BASE64, "a signature in hex", ENVELOPE, SIG, "\"sig\":\"3045#\"")
                .replace(
                        MANY_SIGNATURES,
                        "seventeen signatures",
                        ENVELOPE,
                        "\"signatures\":\\[(.*)\\]",
                        "\"signatures\":[" + "$1,".repeat(16) + "$1]")
                .replace(
                        MALFORMED_BASE64,
                        "a good signature beside a broken one",
                        ENVELOPE,
                        "\"signatures\":\\[(.*)\\]",
                        "\"signatures\":[$1,{\"sig\":\"*\"}]")
                .replace(
                        NO_SIGNATURE,
                        "a good signature beside an empty one",
                        ENVELOPE,
                        "\"signatures\":\\[(.*)\\]",
                        "\"signatures\":[$1,{\"sig\":\"\"}]")
                .replace(
                        UNKNOWN_KEY,
                        "signed without the type",
                        TO_SIGN,
                        "(?s)^DSSEv1.*json [0-9]+ ",
                        "")
                .replace(UNKNOWN_KEY, "signed as another version", TO_SIGN, "^DSSEv1", "DSSEv2")
                .replace(UNKNOWN_KEY, "signed with another length", TO_SIGN, " 28 ", " 29 ")
                .change(UNKNOWN_KEY, "signed with a letter more", TO_SIGN, text -> text + " ")
                .change(UNKNOWN_KEY, "something else signed", TO_SIGN, _ -> "alpha");
    }

    private static Table documents(Table table) {
        return table.replace(
                        MALFORMED_JSON,
                        "two payloads",
                        ENVELOPE,
                        "\"payload\"",
                        "\"payload\":\"e30=\",\"payload\"")
                .replace(
                        MALFORMED_JSON,
                        "two lists of signatures",
                        ENVELOPE,
                        "\"signatures\"",
                        "\"signatures\":[],\"signatures\"")
                .replace(
                        AMBIGUOUS_NAME,
                        "two payloads for some readers",
                        ENVELOPE,
                        "\"payload\"",
                        "\"Payload\":\"e30=\",\"payload\"")
                .replace(
                        AMBIGUOUS_NAME,
                        "two types for some readers",
                        ENVELOPE,
                        "\"payloadType\"",
                        "\"payloadtype\":\"text/plain\",\"payloadType\"")
                .replace(
                        AMBIGUOUS_NAME,
                        "two signatures for some readers",
                        ENVELOPE,
                        "\"sig\"",
                        "\"SIG\":\"e30=\",\"sig\"")
                .change(MALFORMED_JSON, "the end missing", BYTES, text -> text.substring(0, 99))
                .change(MALFORMED_JSON, "something behind it", BYTES, text -> text + text)
                .change(MALFORMED_JSON, "no bytes", BYTES, _ -> "")
                .change(MALFORMED_JSON, "noughts behind it", BYTES, text -> text + "\0")
                .change(
                        MALFORMED_JSON,
                        "a byte order mark before it",
                        BYTES,
                        text -> "\u00ef\u00bb\u00bf" + text)
                .change(
                        TOO_LARGE,
                        "a hundred thousand values",
                        BYTES,
                        text ->
                                text.substring(0, text.length() - 1)
                                        + ",\"x\":["
                                        + "0,".repeat(100_000)
                                        + "0]}")
                .change(WRONG_PART, "in a list", BYTES, text -> "[" + text + "]");
    }
}
