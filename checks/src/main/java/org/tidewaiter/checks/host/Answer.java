package org.tidewaiter.checks.host;

import java.util.Optional;
import java.util.function.Function;

/// What a host answers to one question.
public sealed interface Answer<T> {
    record Known<T>(T value) implements Answer<T> {}

    /// There is no such thing on the host.
    record Absent<T>() implements Answer<T> {}

    /// It cannot be told.
    ///
    /// @param why for people, after a colon: `permission denied`
    record Unknown<T>(String why) implements Answer<T> {}

    static <T> Answer<T> known(T value) {
        return new Known<>(value);
    }

    static <T> Answer<T> absent() {
        return new Absent<>();
    }

    static <T> Answer<T> unknown(String why) {
        return new Unknown<>(why);
    }

    /// @return nothing where there is no such thing, and where it cannot be told
    default Optional<T> known() {
        return this instanceof Known<T>(var value) ? Optional.of(value) : Optional.empty();
    }

    /// @return why it cannot be told; nothing where it can
    default Optional<String> unknown() {
        return this instanceof Unknown<T>(var why) ? Optional.of(why) : Optional.empty();
    }

    default boolean isAbsent() {
        return this instanceof Absent<T>;
    }

    default <U> Answer<U> map(Function<? super T, ? extends U> change) {
        return switch (this) {
            case Known<T>(var value) -> new Known<>(change.apply(value));
            case Absent<T>() -> new Absent<>();
            case Unknown<T>(var why) -> new Unknown<>(why);
        };
    }
}
