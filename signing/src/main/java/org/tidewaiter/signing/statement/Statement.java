package org.tidewaiter.signing.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.syntax.Part;

/// What in-toto calls a statement: of these things, named by their digests, something of this type
/// is said. To be read from bytes whose signature has been verified.
///
/// @param subjects of which each alone is what the statement is about
/// @param predicate JSON null where nothing more is said than the type
/// @see "in-toto attestation framework, spec/v1/statement.md and spec/v0.1.0/README.md"
public record Statement(List<About> subjects, String predicateType, Json predicate) {
    private static final int MAX_SUBJECTS = 10_000;
    private static final Set<String> TYPES =
            Set.of("https://in-toto.io/Statement/v0.1", "https://in-toto.io/Statement/v1");
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:\\S+");
    private static final Pattern PAYLOAD_TYPE =
            Pattern.compile("application/vnd\\.in-toto(?:\\.[A-Za-z0-9_-]{1,100}){0,4}\\+json");

    public Statement {
        subjects = List.copyOf(subjects);
    }

    /// @param digests those that are trusted alone
    /// @param annotations that the signer gave to this subject
    public record About(List<Digest> digests, SortedMap<String, String> annotations) {
        public About {
            digests = List.copyOf(digests);
        }
    }

    /// @param payloadType as the envelope has it, under the same signature
    public static Statement parse(String payloadType, byte[] utf8) throws RefusedException {
        if (!PAYLOAD_TYPE.matcher(payloadType).matches()) {
            throw new RefusedException(Refusal.WRONG_PAYLOAD_TYPE, payloadType);
        }
        var json = Part.document(utf8).knowing("_type", "subject", "predicateType", "predicate");
        var type = json.text("_type");
        if (!TYPES.contains(type)) {
            throw new RefusedException(Refusal.UNKNOWN_STATEMENT_TYPE, type);
        }
        var predicateType = json.text("predicateType");
        if (!ADDRESS.matcher(predicateType).matches()) {
            throw new RefusedException(
                    Refusal.NO_PREDICATE_TYPE, Claims.shortened(predicateType.strip()));
        }
        return new Statement(subjects(json), predicateType, json.json().get("predicate"));
    }

    private static List<About> subjects(Part json) throws RefusedException {
        var parts = json.objects("subject");
        if (parts.isEmpty()) {
            throw new RefusedException(Refusal.NO_SUBJECT, "");
        }
        if (parts.size() > MAX_SUBJECTS) {
            throw new RefusedException(Refusal.MANY_SUBJECTS, parts.size() + " subjects");
        }
        var subjects = new ArrayList<About>();
        for (var part : parts) {
            subjects.add(subject(part.knowing("digest", "name", "annotations")));
        }
        return subjects;
    }

    private static About subject(Part json) throws RefusedException {
        var digests = new ArrayList<Digest>();
        var stated = json.object("digest");
        if (stated.json().members().isEmpty()) {
            throw new RefusedException(Refusal.NO_SUBJECT, stated.path() + " is empty");
        }
        stated.knowing("sha256", "sha512");
        for (var algorithm : List.of("sha256", "sha512")) {
            var hex = stated.optionalText(algorithm);
            if (hex.isPresent()) {
                digests.add(
                        Digest.parse(algorithm + ":" + hex.get())
                                .orElseThrow(() ->
                                        new RefusedException(
                                                Refusal.MALFORMED_DIGEST, stated.at(algorithm))));
            }
        }
        var annotations = new TreeMap<String, String>();
        var given = json.optionalObject("annotations");
        if (given.isPresent()) {
            annotations.putAll(Claims.scalars(given.get().json().members()));
        }
        return new About(digests, annotations);
    }

    /// @return what is said beside the digest of the image
    /// @throws RefusedException if it is not about the image
    About about(Digest image) throws RefusedException {
        Optional<About> found =
                subjects.stream().filter(one -> one.digests.contains(image)).findFirst();
        if (found.isPresent()) {
            return found.get();
        }
        boolean weak = subjects.stream().allMatch(one -> one.digests.isEmpty());
        throw new RefusedException(
                weak ? Refusal.WEAK_SUBJECT : Refusal.OTHER_SUBJECT,
                subjects.getFirst().digests.stream().map(Digest::toString).findFirst().orElse(""));
    }
}
