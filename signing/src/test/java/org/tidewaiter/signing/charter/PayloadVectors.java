package org.tidewaiter.signing.charter;

import static org.tidewaiter.signing.check.Refusal.AMBIGUOUS_NAME;
import static org.tidewaiter.signing.check.Refusal.CHARTER_CERTIFICATE;
import static org.tidewaiter.signing.check.Refusal.CHARTER_KEY;
import static org.tidewaiter.signing.check.Refusal.CHARTER_TIMES;
import static org.tidewaiter.signing.check.Refusal.CHARTER_TOO_LARGE;
import static org.tidewaiter.signing.check.Refusal.MALFORMED_DIGEST;
import static org.tidewaiter.signing.check.Refusal.MALFORMED_JSON;
import static org.tidewaiter.signing.check.Refusal.MISSING_PART;
import static org.tidewaiter.signing.check.Refusal.NOT_CANONICAL;
import static org.tidewaiter.signing.check.Refusal.UNKNOWN_PART;
import static org.tidewaiter.signing.check.Refusal.WRONG_PART;

import java.util.stream.Stream;
import org.tidewaiter.signing.charter.CharterVector.Table;

/// What is signed is written in another way, or is no charter.
final class PayloadVectors {
    private static final String ROLES = "\"roles\":{";

    private PayloadVectors() {}

    static Stream<CharterVector> all() {
        return Stream.concat(written(new Table()).rows(), parts(new Table()).rows());
    }

    private static Table written(Table table) {
        return table.payload(NOT_CANONICAL, "a space", "\"version\":1", "\"version\": 1")
                .payload(NOT_CANONICAL, "a line end behind it", text -> text + "\n")
                .payload(NOT_CANONICAL, "an escape", "\"Acme\"", "\"\\u0041cme\"")
                .payload(NOT_CANONICAL, "a number with a point", "\"version\":1", "\"version\":1.0")
                .payload(NOT_CANONICAL, "a number with an exponent", ":1}", ":1e0}")
                .payload(
                        NOT_CANONICAL,
                        "a huge exponent",
                        "\"version\":1",
                        "\"version\":1e2147483647")
                .payload(
                        NOT_CANONICAL,
                        "two members in another order",
                        text ->
                                text.replace(",\"version\":1}", "}")
                                        .replace("\"name\"", "\"version\":1,\"name\""))
                .payload(
                        NOT_CANONICAL,
                        "a list in another order",
                        "[\"ana\",\"bob\",\"eva\"]",
                        "[\"bob\",\"ana\",\"eva\"]")
                .payload(NOT_CANONICAL, "what is usual left out", "\"covers\":\"either\",", "")
                .payload(
                        NOT_CANONICAL,
                        "an empty part",
                        "\"expires\"",
                        "\"authorities\":{},\"expires\"")
                .payload(NOT_CANONICAL, "null", ROLES, "\"previous\":null," + ROLES)
                .payload(
                        NOT_CANONICAL,
                        "a day for a time",
                        "-01T00:00:00Z\",\"group",
                        "-01\",\"group")
                .payload(
                        NOT_CANONICAL,
                        "PEM with other line ends",
                        "PUBLIC KEY-----\\n\"",
                        "PUBLIC KEY-----\\r\\n\"")
                .payload(NOT_CANONICAL, "words about a key", "[\"-----B", "[\"mine\\n-----B")
                .payload(MALFORMED_JSON, "a byte order mark", text -> "\ufeff" + text)
                .payload(MALFORMED_JSON, "something behind it", text -> text + "{}")
                .payload(
                        MALFORMED_JSON,
                        "a name twice",
                        "\"name\":\"Acme\"",
                        "\"name\":\"Acme\",\"name\":\"Acme\"")
                .payload(NOT_CANONICAL, "half a letter", "\"Acme\"", "\"\\ud800\"")
                .payload(
                        MALFORMED_JSON,
                        "deep nesting",
                        "\"Acme\"",
                        "[".repeat(200) + "]".repeat(200))
                .payload(
                        CHARTER_TOO_LARGE,
                        "more than a version may have",
                        "\"Acme\"",
                        "\"" + "a".repeat(1 << 20) + "\"");
    }

    private static Table parts(Table table) {
        for (var name : new String[] {"name", "version", "issued", "expires", "owners"}) {
            table.payload(
                    MISSING_PART,
                    "no " + name,
                    text ->
                            text.replaceFirst("\"%s\":(\\{[^}]*}|[^,}]*),?".formatted(name), "")
                                    .replace(",}", "}"));
        }
        return table.payload(
                        AMBIGUOUS_NAME,
                        "a name with a capital",
                        text ->
                                text.replace("\"name\":\"Acme\",", "")
                                        .replaceFirst("\\{", "{\"Name\":\"Acme\","))
                .payload(UNKNOWN_PART, "a part that is not known", "\"name\"", "\"nam\"")
                .payload(UNKNOWN_PART, "a part of a role", "\"says\"", "\"say\"")
                .payload(UNKNOWN_PART, "a part of a stage", "\"covers\"", "\"cover\"")
                .payload(UNKNOWN_PART, "a part of a holder", "{\"keys\"", "{\"key\"")
                .payload(
                        WRONG_PART,
                        "a version that is a text",
                        "\"version\":1",
                        "\"version\":\"1\"")
                .payload(WRONG_PART, "a version below zero", "\"version\":1", "\"version\":-1")
                .payload(
                        WRONG_PART,
                        "a version that is not whole",
                        "\"version\":1",
                        "\"version\":4294967297")
                .payload(WRONG_PART, "a name that is a number", "\"Acme\"", "7")
                .payload(WRONG_PART, "a list that is a text", "[\"build\"]", "\"build\"")
                .payload(WRONG_PART, "a list with a number", "[\"build\"]", "[7]")
                .payload(
                        WRONG_PART,
                        "a name twice in a list",
                        "[\"build\"]",
                        "[\"build\",\"build\"]")
                .payload(WRONG_PART, "a word that is not known", "\"either\"", "\"neither\"")
                .payload(
                        WRONG_PART,
                        "a key in a file",
                        text -> text.replaceFirst("\\[\"-----B[^\"]*\"", "[{\"file\":\"ana.pub\"}"))
                .payload(
                        WRONG_PART,
                        "keys that are no list",
                        text -> text.replaceFirst("\"keys\":\\[[^]]*]", "\"keys\":7"))
                .payload(MALFORMED_DIGEST, "no digest", ROLES, "\"previous\":\"x\"," + ROLES)
                .payload(
                        MALFORMED_DIGEST,
                        "a digest of another kind",
                        ROLES,
                        "\"previous\":\"sha512:" + "0".repeat(128) + "\"," + ROLES)
                .payload(CHARTER_TIMES, "no time", "2026-01-01T00:00:00Z", "yesterday")
                .payload(CHARTER_TIMES, "a day that is none", "2026-01-01T", "2026-02-30T")
                .payload(
                        CHARTER_TIMES,
                        "another zone",
                        "00:00:00Z\",\"name",
                        "00:00:00+01:00\",\"name")
                .payload(
                        CHARTER_KEY, "a key that is none", "-----BEGIN PUBLIC", "-----BEGIN PUBLIK")
                .payload(
                        CHARTER_KEY,
                        "two keys for one",
                        text ->
                                text.replaceFirst(
                                        "\\[\"(-----B[^\"]*)\"]", "[\"$1" + pem() + "\"]"))
                .payload(
                        CHARTER_CERTIFICATE,
                        "a key for a certificate",
                        "\"expires\"",
                        "\"authorities\":{\"own\":{\"certificates\":[\"%s\"]}},\"expires\""
                                .formatted(pem()))
                .payload(
                        CHARTER_CERTIFICATE,
                        "a certificate that is none",
                        "\"expires\"",
                        "\"authorities\":{\"own\":{\"certificates\":[\"-----BEGIN CERTIFICATE-----\\nAAAA\\n-----END CERTIFICATE-----\\n\"]}},\"expires\"");
    }

    private static String pem() {
        var payload = RawCharters.payload(Charters.first());
        int start = payload.indexOf("-----BEGIN", payload.indexOf("\"eva\":{"));
        return payload.substring(start, payload.indexOf('"', start)).replace("\\", "\\\\");
    }
}
