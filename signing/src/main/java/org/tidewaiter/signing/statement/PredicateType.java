package org.tidewaiter.signing.statement;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tidewaiter.model.EvidenceKind;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.Json.JsonArray;
import org.tidewaiter.model.json.Json.JsonNull;
import org.tidewaiter.model.json.Json.JsonString;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;

/// One type of statement: what kind of evidence it is, and what is taken from it.
///
/// @param uri as statements have it
/// @param alias that people type instead, as cosign has them; empty where there is none
/// @param facts what is read of the predicate
/// @param madeAt where the predicate says when it was made; empty where it does not
public record PredicateType(
        String uri, String alias, EvidenceKind kind, List<Fact> facts, String madeAt) {
    private static final int MAX_ITEMS = 20;

    public PredicateType {
        facts = List.copyOf(facts);
    }

    /// @param path names of members, with dots between
    /// @param values that are allowed; any where there are none
    public record Fact(
            String claim, String path, Shape shape, boolean required, Set<String> values) {
        public Fact {
            values = Set.copyOf(values);
        }
    }

    /// What is taken of the value.
    public enum Shape {
        TEXT,
        /// Of what the specification leaves open, the text where it is one.
        TEXT_IF_ANY,
        /// How many items a list has.
        COUNT,
        /// The texts of a list.
        LIST
    }

    static PredicateType of(EvidenceKind kind, String alias, String uri) {
        return new PredicateType(uri, alias, kind, List.of(), "");
    }

    PredicateType must(String claim, String path) {
        return with(new Fact(claim, path, Shape.TEXT, true, Set.of()));
    }

    PredicateType mustBe(String claim, String path, String... values) {
        return with(new Fact(claim, path, Shape.TEXT, true, Set.of(values)));
    }

    PredicateType may(String claim, String path) {
        return with(new Fact(claim, path, Shape.TEXT, false, Set.of()));
    }

    /// In one of several places, the last of which goes before the others.
    PredicateType mayIfText(String claim, String... paths) {
        var type = this;
        for (var path : paths) {
            type = type.with(new Fact(claim, path, Shape.TEXT_IF_ANY, false, Set.of()));
        }
        return type;
    }

    PredicateType count(String claim, String path) {
        return with(new Fact(claim, path, Shape.COUNT, false, Set.of()));
    }

    PredicateType mustCount(String claim, String path) {
        return with(new Fact(claim, path, Shape.COUNT, true, Set.of()));
    }

    PredicateType list(String claim, String path) {
        return with(new Fact(claim, path, Shape.LIST, false, Set.of()));
    }

    PredicateType mustList(String claim, String path) {
        return with(new Fact(claim, path, Shape.LIST, true, Set.of()));
    }

    PredicateType madeAt(String path) {
        return new PredicateType(uri, alias, kind, facts, path);
    }

    /// The same under another address.
    PredicateType also(String otherAlias, String otherUri) {
        return new PredicateType(otherUri, otherAlias, kind, facts, madeAt);
    }

    private PredicateType with(Fact fact) {
        var more = new ArrayList<>(facts);
        more.add(fact);
        return new PredicateType(uri, alias, kind, more, madeAt);
    }

    /// @throws RefusedException if what it must say is missing, or something is not what it may be
    SortedMap<String, String> claims(Json predicate) throws RefusedException {
        var claims = new TreeMap<String, String>();
        for (var fact : facts) {
            var value = at(predicate, fact.path);
            if (fact.shape == Shape.TEXT_IF_ANY) {
                value.text().ifPresent(text -> claims.put(fact.claim, text));
            } else if (!(value instanceof JsonNull)) {
                claims.put(fact.claim, text(fact, value));
            } else if (fact.required) {
                throw new RefusedException(Refusal.INCOMPLETE_PREDICATE, fact.path);
            }
        }
        return claims;
    }

    private static String text(Fact fact, Json value) throws RefusedException {
        var text =
                switch (fact.shape) {
                    case TEXT, TEXT_IF_ANY -> value.text();
                    case COUNT ->
                            value instanceof JsonArray(var items)
                                    ? Optional.of(String.valueOf(items.size()))
                                    : Optional.<String>empty();
                    case LIST -> list(value);
                };
        if (text.isEmpty() || (!fact.values.isEmpty() && !fact.values.contains(text.get()))) {
            throw new RefusedException(Refusal.MALFORMED_PREDICATE, fact.path);
        }
        return text.get();
    }

    private static Optional<String> list(Json value) {
        if (!(value instanceof JsonArray(var items))
                || !items.stream().allMatch(item -> item instanceof JsonString)) {
            return Optional.empty();
        }
        return Optional.of(
                items.stream()
                        .limit(MAX_ITEMS)
                        .map(item -> item.text().orElse(""))
                        .collect(Collectors.joining(", ")));
    }

    /// By the signer's own clock.
    Optional<Instant> madeAt(Json predicate) {
        return madeAt.isEmpty()
                ? Optional.empty()
                : at(predicate, madeAt).text().flatMap(PredicateType::instant);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Json at(Json predicate, String path) {
        var value = predicate;
        for (var name : path.split("\\.", -1)) {
            value = value.get(name);
        }
        return value;
    }
}
