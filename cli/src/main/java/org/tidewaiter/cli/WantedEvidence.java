package org.tidewaiter.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tidewaiter.model.Evidence;
import org.tidewaiter.model.EvidenceKind;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.statement.PredicateTypes;

/// Which evidence a verification asks for.
///
/// @param type as it was typed: a kind, a word of cosign's, or an address
/// @param kind nothing where `type` is none
/// @param uri nothing where `type` is none, nor a word for one
/// @param claims that it must make, each with this value
record WantedEvidence(
        String type,
        Optional<EvidenceKind> kind,
        Optional<String> uri,
        Map<String, String> claims) {
    WantedEvidence {
        claims = new TreeMap<>(claims);
    }

    /// @param annotations each `NAME=VALUE`
    static WantedEvidence of(String type, List<String> annotations) throws ProblemException {
        var kind =
                Arrays.stream(EvidenceKind.values())
                        .filter(one -> one.word().equals(type))
                        .findFirst();
        var uri = type.contains(":") ? Optional.of(type) : PredicateTypes.named(type);
        if (kind.isEmpty() && uri.isEmpty()) {
            throw new ProblemException(
                    "type-unknown",
                    "there is no type of evidence '%s'".formatted(type),
                    "use one of %s, a word of cosign's, or the address of a predicate type"
                            .formatted(words()));
        }
        return new WantedEvidence(type, kind, uri, Annotations.parse(annotations));
    }

    private static String words() {
        return Arrays.stream(EvidenceKind.values())
                .map(EvidenceKind::word)
                .collect(Collectors.joining(", "));
    }

    /// What says of itself that something has failed is never what was asked for.
    boolean isMetBy(Evidence evidence) {
        boolean fits =
                kind.filter(evidence.kind()::equals).isPresent()
                        || uri.filter(evidence.type()::equals).isPresent();
        return fits
                && !evidence.saysFailed()
                && evidence.claims().entrySet().containsAll(claims.entrySet());
    }
}
