package org.tidewaiter.signing.vectors;

import static org.tidewaiter.signing.check.Refusal.AMBIGUOUS_NAME;
import static org.tidewaiter.signing.check.Refusal.MALFORMED_DIGEST;
import static org.tidewaiter.signing.check.Refusal.MALFORMED_JSON;
import static org.tidewaiter.signing.check.Refusal.MISSING_PART;
import static org.tidewaiter.signing.check.Refusal.OTHER_SUBJECT;
import static org.tidewaiter.signing.check.Refusal.TOO_LARGE;
import static org.tidewaiter.signing.check.Refusal.UNKNOWN_KEY;
import static org.tidewaiter.signing.check.Refusal.UNKNOWN_PART;
import static org.tidewaiter.signing.check.Refusal.WRONG_PART;
import static org.tidewaiter.signing.check.Refusal.WRONG_SIGNATURE_TYPE;
import static org.tidewaiter.signing.vectors.Stage.BYTES;
import static org.tidewaiter.signing.vectors.Stage.CONTENT;

import java.util.stream.Stream;
import org.tidewaiter.signing.vectors.Vector.Table;

/// Payloads of cosign's simple signing.
final class SimpleVectors {
    private static final String TYPE = "\"type\":\"[^\"]*\"";
    private static final String DIGEST = "sha256:[0-9a-f]{64}";
    private static final String IMAGE = "\"image\":\\{[^}]*\\}";
    private static final String IDENTITY = "\"identity\":\\{[^}]*\\}";

    private SimpleVectors() {}

    static Stream<Vector> all() {
        return new Table(Shape.SIMPLE)
                .replace(
                        OTHER_SUBJECT, "another image", CONTENT, DIGEST, "sha256:" + "0".repeat(64))
                .replace(
                        OTHER_SUBJECT,
                        "the digest as another kind",
                        CONTENT,
                        "sha256:([0-9a-f]{64})",
                        "sha512:$1$1")
                .replace(MALFORMED_DIGEST, "a digest cut short", CONTENT, DIGEST, "sha256:00")
                .replace(MALFORMED_DIGEST, "a digest without its kind", CONTENT, "sha256:", "")
                .replace(MALFORMED_DIGEST, "an MD5", CONTENT, DIGEST, "md5:" + "0".repeat(32))
                .replace(MALFORMED_DIGEST, "an empty digest", CONTENT, DIGEST, "")
                .replace(
                        WRONG_SIGNATURE_TYPE,
                        "what GPG signs",
                        CONTENT,
                        TYPE,
                        "\"type\":\"atomic container signature\"")
                .replace(WRONG_SIGNATURE_TYPE, "an empty type", CONTENT, TYPE, "\"type\":\"\"")
                .replace(
                        WRONG_SIGNATURE_TYPE,
                        "another type",
                        CONTENT,
                        TYPE,
                        "\"type\":\"Cosign container image signature\"")
                .replace(
                        WRONG_PART,
                        "a stage that is a list",
                        CONTENT,
                        "\"stage\":\"qa\"",
                        "\"stage\":[\"dev\"]")
                .replace(MISSING_PART, "no type", CONTENT, "," + TYPE, "")
                .replace(WRONG_PART, "a type no text", CONTENT, TYPE, "\"type\":{}")
                .replace(MISSING_PART, "no image", CONTENT, IMAGE + ",", "")
                .replace(WRONG_PART, "an image a text", CONTENT, IMAGE, "\"image\":\"x\"")
                .replace(MISSING_PART, "an image without a digest", CONTENT, IMAGE, "\"image\":{}")
                .replace(
                        UNKNOWN_PART,
                        "something critical that is not known",
                        CONTENT,
                        "\"critical\":\\{",
                        "\"critical\":{\"expires\":\"2020-01-01\",")
                .replace(
                        UNKNOWN_PART,
                        "something of the image that is not known",
                        CONTENT,
                        "\"image\":\\{",
                        "\"image\":{\"tag\":\"1\",")
                .replace(
                        UNKNOWN_PART,
                        "something of the name that is not known",
                        CONTENT,
                        "\"identity\":\\{",
                        "\"identity\":{\"user\":\"1\",")
                .replace(UNKNOWN_PART, "a third part", CONTENT, "^\\{", "{\"mandatory\":{},")
                .replace(MISSING_PART, "nothing critical", CONTENT, "\"critical\":\\{.*\\},", "")
                .replace(
                        WRONG_PART,
                        "critical a list",
                        CONTENT,
                        "\"critical\":\\{.*\\},",
                        "\"critical\":[],")
                .replace(MISSING_PART, "no name", CONTENT, IDENTITY + ",", "")
                .replace(MISSING_PART, "an empty name", CONTENT, IDENTITY, "\"identity\":{}")
                .replace(
                        WRONG_PART,
                        "a name no text",
                        CONTENT,
                        "\"docker-reference\":\"[^\"]*\"",
                        "\"docker-reference\":[\"a\"]")
                .replace(
                        WRONG_PART,
                        "what is optional a list",
                        CONTENT,
                        "\"optional\":\\{.*?\\}",
                        "\"optional\":[]")
                .replace(
                        AMBIGUOUS_NAME,
                        "critical twice for some readers",
                        CONTENT,
                        "\"critical\"",
                        "\"Critical\":{},\"critical\"")
                .replace(
                        AMBIGUOUS_NAME,
                        "a digest twice for some readers",
                        CONTENT,
                        "\"docker-manifest-digest\"",
                        "\"Docker-manifest-digest\":\"x\",\"docker-manifest-digest\"")
                .replace(
                        MALFORMED_JSON,
                        "critical twice",
                        CONTENT,
                        "\"critical\"",
                        "\"critical\":{},\"critical\"")
                .replace(
                        MALFORMED_JSON,
                        "a digest twice",
                        CONTENT,
                        "\"docker-manifest-digest\"",
                        "\"docker-manifest-digest\":\"x\",\"docker-manifest-digest\"")
                .replace(UNKNOWN_KEY, "another stage", BYTES, "\"qa\"", "\"prod\"")
                .change(UNKNOWN_KEY, "a space behind it", BYTES, text -> text + " ")
                .change(UNKNOWN_KEY, "spaces within", BYTES, text -> text.replace(",", ", "))
                .change(
                        TOO_LARGE,
                        "a megabyte of spaces",
                        CONTENT,
                        text -> text + " ".repeat(1 << 20))
                .rows();
    }
}
