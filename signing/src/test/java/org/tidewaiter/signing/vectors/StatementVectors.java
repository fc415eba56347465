package org.tidewaiter.signing.vectors;

import static org.tidewaiter.signing.check.Refusal.AMBIGUOUS_NAME;
import static org.tidewaiter.signing.check.Refusal.EMPTY_PAYLOAD;
import static org.tidewaiter.signing.check.Refusal.INCOMPLETE_PREDICATE;
import static org.tidewaiter.signing.check.Refusal.MALFORMED_DIGEST;
import static org.tidewaiter.signing.check.Refusal.MALFORMED_JSON;
import static org.tidewaiter.signing.check.Refusal.MALFORMED_PREDICATE;
import static org.tidewaiter.signing.check.Refusal.MANY_SUBJECTS;
import static org.tidewaiter.signing.check.Refusal.MISSING_PART;
import static org.tidewaiter.signing.check.Refusal.NO_PREDICATE_TYPE;
import static org.tidewaiter.signing.check.Refusal.NO_SUBJECT;
import static org.tidewaiter.signing.check.Refusal.OTHER_SUBJECT;
import static org.tidewaiter.signing.check.Refusal.UNKNOWN_STATEMENT_TYPE;
import static org.tidewaiter.signing.check.Refusal.WEAK_SUBJECT;
import static org.tidewaiter.signing.check.Refusal.WRONG_PART;
import static org.tidewaiter.signing.check.Refusal.WRONG_PAYLOAD_TYPE;
import static org.tidewaiter.signing.vectors.Stage.CONTENT;
import static org.tidewaiter.signing.vectors.Stage.CONTENT_TYPE;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.tidewaiter.signing.vectors.Crafting.Change;
import org.tidewaiter.signing.vectors.Vector.Table;

/// Statements that were signed as they are, and say what must not be believed.
final class StatementVectors {
    private static final String HEX = "[0-9a-f]{64}";
    private static final String SUBJECT = "\"subject\":\\[.*?\\]";
    private static final String DIGEST = "\"digest\":\\{.*?\\}";

    private StatementVectors() {}

    static Stream<Vector> all() {
        return Stream.of(
                        subjects(new Table(Shape.STATEMENTS)),
                        types(new Table(Shape.STATEMENTS)),
                        texts(new Table(Shape.STATEMENTS)),
                        contents(contentShapes()),
                        predicates(new Table(Set.of(Shape.BUNDLE))))
                .flatMap(Table::rows);
    }

    private static Table subjects(Table table) {
        return table.replace(OTHER_SUBJECT, "another digest", CONTENT, HEX, "0".repeat(64))
                .replace(
                        OTHER_SUBJECT,
                        "the digest of another algorithm",
                        CONTENT,
                        "\"sha256\":\"(" + HEX + ")\"",
                        "\"sha512\":\"$1$1\"")
                .replace(NO_SUBJECT, "no subjects", CONTENT, SUBJECT, "\"subject\":[]")
                .replace(NO_SUBJECT, "the subjects left out", CONTENT, SUBJECT + ",", "")
                .replace(NO_SUBJECT, "the subjects null", CONTENT, SUBJECT, "\"subject\":null")
                .replace(NO_SUBJECT, "no digests", CONTENT, DIGEST, "\"digest\":{}")
                .replace(WRONG_PART, "subjects no list", CONTENT, SUBJECT, "\"subject\":{}")
                .replace(WRONG_PART, "a subject a text", CONTENT, SUBJECT, "\"subject\":[\"app\"]")
                .replace(WRONG_PART, "digests a text", CONTENT, DIGEST, "\"digest\":\"sha256:1\"")
                .replace(
                        WRONG_PART,
                        "a digest a number",
                        CONTENT,
                        DIGEST,
                        "\"digest\":{\"sha256\":7}")
                .replace(
                        WRONG_PART,
                        "annotations a list",
                        CONTENT,
                        "\"name\":\"app\"",
                        "\"annotations\":[]")
                .replace(
                        WRONG_PART,
                        "a stage that is a list",
                        CONTENT,
                        "\"name\":\"app\"",
                        "\"annotations\":{\"stage\":[\"dev\"]}")
                .replace(
                        WRONG_PART,
                        "a role that is null",
                        CONTENT,
                        "\"name\":\"app\"",
                        "\"annotations\":{\"role\":null}")
                .replace(MISSING_PART, "digests left out", CONTENT, "," + DIGEST, "")
                .replace(MISSING_PART, "digests null", CONTENT, DIGEST, "\"digest\":null")
                .replace(WEAK_SUBJECT, "SHA-1 alone", CONTENT, "sha256", "sha1")
                .replace(WEAK_SUBJECT, "MD5 alone", CONTENT, "sha256", "md5")
                .replace(WEAK_SUBJECT, "a commit alone", CONTENT, "sha256", "gitCommit")
                .replace(
                        WEAK_SUBJECT,
                        "the digest of the image as another kind",
                        CONTENT,
                        "sha256",
                        "sha224")
                .replace(
                        MALFORMED_DIGEST,
                        "a digest in capital letters",
                        CONTENT,
                        HEX,
                        Crafting.DIGEST.hex().toUpperCase(Locale.ROOT))
                .replace(
                        MALFORMED_DIGEST,
                        "a digest with its algorithm",
                        CONTENT,
                        "(" + HEX + ")",
                        "sha256:$1")
                .replace(MALFORMED_DIGEST, "a digest cut short", CONTENT, HEX, "0".repeat(63))
                .replace(MALFORMED_DIGEST, "an empty digest", CONTENT, HEX, "")
                .replace(
                        MALFORMED_DIGEST,
                        "a malformed digest beside the right one",
                        CONTENT,
                        "\"sha256\"",
                        "\"sha512\":\"x\",\"sha256\"")
                .replace(
                        AMBIGUOUS_NAME,
                        "an algorithm in capital letters",
                        CONTENT,
                        "sha256",
                        "SHA256")
                .replace(
                        AMBIGUOUS_NAME,
                        "digests twice for some readers",
                        CONTENT,
                        "\"digest\"",
                        "\"Digest\":{},\"digest\"")
                .change(
                        MANY_SUBJECTS,
                        "ten thousand and one subjects",
                        CONTENT,
                        StatementVectors::many);
    }

    private static String many(String text) {
        return text.replace(
                "\"subject\":[",
                "\"subject\":["
                        + "{\"digest\":{\"sha256\":\"%s\"}},"
                                .formatted("0".repeat(64))
                                .repeat(10_000));
    }

    private static Table types(Table table) {
        return table.replace(
                        UNKNOWN_STATEMENT_TYPE,
                        "another version",
                        CONTENT,
                        "Statement/v1",
                        "Statement/v2")
                .replace(
                        UNKNOWN_STATEMENT_TYPE,
                        "a layout",
                        CONTENT,
                        "https://in-toto.io/Statement/v1",
                        "layout")
                .replace(MISSING_PART, "no type", CONTENT, "\"_type\":\"[^\"]*\",", "")
                .replace(
                        WRONG_PART,
                        "a type no text",
                        CONTENT,
                        "\"_type\":\"[^\"]*\"",
                        "\"_type\":1")
                .replace(
                        MISSING_PART,
                        "no type of the predicate",
                        CONTENT,
                        "\"predicateType\":\"[^\"]*\",",
                        "")
                .replace(
                        NO_PREDICATE_TYPE,
                        "an empty type of the predicate",
                        CONTENT,
                        "https://slsa.dev/provenance/v1",
                        "")
                .replace(
                        NO_PREDICATE_TYPE,
                        "a type of the predicate that is a word",
                        CONTENT,
                        "https://slsa.dev/provenance/v1",
                        "scan")
                .replace(
                        NO_PREDICATE_TYPE,
                        "a blank type of the predicate",
                        CONTENT,
                        "https://slsa.dev/provenance/v1",
                        "  ")
                .replace(
                        WRONG_PART,
                        "a type of the predicate no text",
                        CONTENT,
                        "\"predicateType\":\"[^\"]*\"",
                        "\"predicateType\":[]")
                .replace(
                        AMBIGUOUS_NAME,
                        "a subject with the long s, which is another to some readers",
                        CONTENT,
                        "\"subject\"",
                        "\"\\\\u017fubject\":[],\"subject\"")
                .replace(
                        AMBIGUOUS_NAME,
                        "two types of the predicate for some readers",
                        CONTENT,
                        "\"predicateType\"",
                        "\"predicatetype\":\"https://sigstore.dev/cosign/sign/v1\",\"predicateType\"")
                .replace(
                        AMBIGUOUS_NAME,
                        "two lists of subjects for some readers",
                        CONTENT,
                        "\"subject\"",
                        "\"SUBJECT\":[],\"subject\"");
    }

    private static Table texts(Table table) {
        return table.replace(
                        MALFORMED_JSON,
                        "subjects twice",
                        CONTENT,
                        "\"subject\"",
                        "\"subject\":[],\"subject\"")
                .replace(
                        MALFORMED_JSON,
                        "a digest twice",
                        CONTENT,
                        "\"sha256\"",
                        "\"sha256\":\"x\",\"sha256\"")
                .replace(
                        MALFORMED_JSON,
                        "a name of the predicate twice",
                        CONTENT,
                        "\"builder\"",
                        "\"builder\":{},\"builder\"");
    }

    private static Table contents(Table table) {
        return table.change(MALFORMED_JSON, "cut short", CONTENT, text -> text.substring(0, 60))
                .change(MALFORMED_JSON, "another document behind it", CONTENT, text -> text + "{}")
                .change(MALFORMED_JSON, "letters behind it", CONTENT, text -> text + "x")
                .change(MALFORMED_JSON, "no JSON", CONTENT, _ -> "critical")
                .change(MALFORMED_JSON, "spaces alone", CONTENT, _ -> "   ")
                .change(
                        MALFORMED_JSON,
                        "a byte order mark",
                        CONTENT,
                        text -> "\u00ef\u00bb\u00bf" + text)
                .change(
                        MALFORMED_JSON,
                        "bytes that are no letters",
                        CONTENT,
                        text -> text.replaceFirst("app", "\u00ff\u00fe"))
                .change(
                        MALFORMED_JSON,
                        "a comment",
                        CONTENT,
                        text -> text.replaceFirst(",", ",/* */"))
                .change(
                        MALFORMED_JSON,
                        "a comma too many",
                        CONTENT,
                        text -> text.replaceFirst("\\}\\s*$", ",}"))
                .change(
                        MALFORMED_JSON,
                        "quotes of another kind",
                        CONTENT,
                        text -> text.replace('"', '\''))
                .change(
                        MALFORMED_JSON,
                        "too many levels",
                        CONTENT,
                        text ->
                                text.replaceFirst(
                                        "\\}\\s*$",
                                        ",\"x\":" + "[".repeat(200) + "]".repeat(200) + "}"))
                .change(WRONG_PART, "a list around it", CONTENT, text -> "[" + text + "]")
                .change(WRONG_PART, "a text", CONTENT, _ -> "\"statement\"")
                .change(WRONG_PART, "null", CONTENT, _ -> "null")
                .change(EMPTY_PAYLOAD, "nothing at all", CONTENT, _ -> "");
    }

    private static Table contentShapes() {
        var shapes = EnumSet.allOf(Shape.class);
        shapes.remove(Shape.MESSAGE);
        return new Table(shapes);
    }

    private static Table predicates(Table table) {
        wrongTypes(table);
        table.replace(INCOMPLETE_PREDICATE, "no builder", CONTENT, "\"builder\":\\{[^}]*\\},", "")
                .replace(
                        INCOMPLETE_PREDICATE,
                        "no kind of build",
                        CONTENT,
                        "\"buildType\":\"[^\"]*\"",
                        "")
                .replace(
                        INCOMPLETE_PREDICATE,
                        "no predicate",
                        CONTENT,
                        ",\"predicate\":\\{.*\\}\\}",
                        "}")
                .replace(
                        MALFORMED_PREDICATE,
                        "a builder of another form",
                        CONTENT,
                        "\"id\":\"[^\"]*\"",
                        "\"id\":{}");
        predicate(
                        table,
                        "https://slsa.dev/verification_summary/v1",
                        """
                        {"verifier":{"id":"v"},"resourceUri":"r","verificationResult":"PASSED",\
                        "verifiedLevels":["SLSA_BUILD_LEVEL_3"]}\
                        """)
                .replace(MALFORMED_PREDICATE, "another result", CONTENT, "PASSED", "MAYBE")
                .replace(
                        MALFORMED_PREDICATE,
                        "a result in small letters",
                        CONTENT,
                        "PASSED",
                        "passed")
                .replace(
                        INCOMPLETE_PREDICATE,
                        "no result",
                        CONTENT,
                        "\"verificationResult\":\"PASSED\",",
                        "")
                .replace(
                        INCOMPLETE_PREDICATE,
                        "no verifier",
                        CONTENT,
                        "\"verifier\":\\{[^}]*\\},",
                        "")
                .replace(
                        MALFORMED_PREDICATE,
                        "a version of SLSA that is no text",
                        CONTENT,
                        "\"resourceUri\"",
                        "\"slsaVersion\":1.0,\"resourceUri\"")
                .replace(
                        MALFORMED_PREDICATE,
                        "attestations that went in and are no list",
                        CONTENT,
                        "\"resourceUri\"",
                        "\"inputAttestations\":{},\"resourceUri\"")
                .replace(
                        MALFORMED_PREDICATE,
                        "levels that are no texts",
                        CONTENT,
                        "\"SLSA_BUILD_LEVEL_3\"",
                        "3");
        predicate(
                        table,
                        "https://in-toto.io/attestation/vulns/v0.2",
                        "{\"scanner\":{\"uri\":\"s\",\"result\":[{\"id\":\"CVE-1\"}]}}")
                .replace(
                        INCOMPLETE_PREDICATE,
                        "no findings, which is not none",
                        CONTENT,
                        ",\"result\":\\[[^]]*\\]",
                        "")
                .replace(
                        MALFORMED_PREDICATE,
                        "findings that are no list",
                        CONTENT,
                        "\\[\\{\"id\":\"CVE-1\"\\}\\]",
                        "0");
        predicate(
                        table,
                        "https://in-toto.io/attestation/test-result/v0.1",
                        "{\"result\":\"PASSED\",\"passedTests\":[\"a\"]}")
                .replace(MALFORMED_PREDICATE, "another result of tests", CONTENT, "PASSED", "OK")
                .replace(
                        MALFORMED_PREDICATE,
                        "tests with warnings that are no list",
                        CONTENT,
                        "\"passedTests\"",
                        "\"warnedTests\":1,\"passedTests\"")
                .replace(
                        INCOMPLETE_PREDICATE,
                        "no result of tests",
                        CONTENT,
                        "\"result\":\"PASSED\",",
                        "");
        predicate(
                        table,
                        "https://in-toto.io/attestation/svr/v0.1",
                        "{\"verifier\":{\"id\":\"v\"},\"timeCreated\":\"2026-01-01T00:00:00Z\","
                                + "\"properties\":[\"P\"]}")
                .replace(
                        INCOMPLETE_PREDICATE,
                        "no properties",
                        CONTENT,
                        ",\"properties\":\\[\"P\"\\]",
                        "")
                .replace(
                        INCOMPLETE_PREDICATE,
                        "no time",
                        CONTENT,
                        "\"timeCreated\":\"[^\"]*\",",
                        "");
        predicate(
                        table,
                        "https://in-toto.io/attestation/svr/v0.2",
                        "{\"verifier\":{\"id\":\"v\",\"policies\":[]},"
                                + "\"timeCreated\":\"2026-01-01T00:00:00Z\",\"properties\":[\"P\"]}")
                .replace(
                        INCOMPLETE_PREDICATE,
                        "no policies, which is not none",
                        CONTENT,
                        ",\"policies\":\\[]",
                        "")
                .replace(
                        MALFORMED_PREDICATE,
                        "policies that are no list",
                        CONTENT,
                        "\"policies\":\\[]",
                        "\"policies\":\"p\"");
        predicate(
                        table,
                        "https://slsa.dev/provenance/v0.2",
                        "{\"builder\":{\"id\":\"b\"},\"buildType\":\"t\",\"materials\":[]}")
                .replace(
                        MALFORMED_PREDICATE,
                        "materials that are no list",
                        CONTENT,
                        "\"materials\":\\[]",
                        "\"materials\":{}");
        return table;
    }

    private static Table predicate(Table table, String type, String predicate) {
        return table.twin(
                Change.of(
                        CONTENT,
                        text ->
                                text.replace("https://slsa.dev/provenance/v1", type)
                                        .replace(Crafting.PROVENANCE, predicate)));
    }

    private static void wrongTypes(Table table) {
        for (var type :
                new String[] {
                    "application/json",
                    "text/plain",
                    "application/vnd.in-toto",
                    "application/vnd.in-toto+xml",
                    "application/vnd.in-toto+json ",
                    "APPLICATION/VND.IN-TOTO+JSON",
                    "application/vnd.dev.cosign.simplesigning.v1+json",
                }) {
            table.change(
                    WRONG_PAYLOAD_TYPE, "signed as '%s'".formatted(type), CONTENT_TYPE, _ -> type);
        }
    }
}
