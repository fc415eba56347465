package org.tidewaiter.signing.openpgp;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;

/// What is said of a key, by signatures of which each is the newest of its kind. Of something that
/// is said over the key itself, what is said over its users is not heard; of that, the newest
/// counts that says it at all. So GnuPG has it too.
///
/// @param ofKey over the key itself
/// @param ofUsers over its users
record KeyStatements(List<PacketSignature> ofKey, List<PacketSignature> ofUsers) {
    KeyStatements {
        ofKey = List.copyOf(ofKey);
        ofUsers = List.copyOf(ofUsers);
    }

    /// More than one only where they are of the same second, and each of them counts.
    ///
    /// @param signatures that say when they were made
    static List<PacketSignature> newest(List<PacketSignature> signatures) {
        var newest =
                signatures.stream().map(KeyStatements::createdAt).max(Comparator.naturalOrder());
        return signatures.stream()
                .filter(one -> newest.equals(Optional.of(createdAt(one))))
                .toList();
    }

    private static Instant createdAt(PacketSignature signature) {
        return signature.createdAt().orElseThrow();
    }

    boolean isEmpty() {
        return ofKey.isEmpty() && ofUsers.isEmpty();
    }

    Stream<PacketSignature> all() {
        return Stream.concat(ofKey.stream(), ofUsers.stream());
    }

    /// How long the key is good for; nothing if for ever.
    Optional<Duration> life() {
        return said(PacketSignature::keyLife, BinaryOperator.minBy(Comparator.naturalOrder()));
    }

    /// What the key may be used for; nothing where nobody says so.
    Optional<Integer> flags() {
        return said(PacketSignature::keyFlags, (one, other) -> one & other);
    }

    private <T> Optional<T> said(
            Function<PacketSignature, Optional<T>> what, BinaryOperator<T> stricter) {
        return said(ofKey, what, stricter).or(() -> said(ofUsers, what, stricter));
    }

    private static <T> Optional<T> said(
            List<PacketSignature> signatures,
            Function<PacketSignature, Optional<T>> what,
            BinaryOperator<T> stricter) {
        var saying = signatures.stream().filter(one -> what.apply(one).isPresent()).toList();
        return newest(saying).stream().flatMap(one -> what.apply(one).stream()).reduce(stricter);
    }
}
