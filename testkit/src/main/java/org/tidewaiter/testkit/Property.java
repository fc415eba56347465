package org.tidewaiter.testkit;

import java.util.Random;
import java.util.function.Function;

/// A law that must hold for many generated values. Seeded: the same run checks the same values, and
/// a failure prints the seed of the value that broke the law.
public final class Property {
    private static final int VALUES = 1_000;

    private Property() {}

    /// @param generator makes one value from a source of randomness
    /// @param claim throws if the law does not hold for the value
    public static <T> void forAll(Function<Random, T> generator, Claim<T> claim) {
        long start = Long.getLong("property.seed", 20_261_122L);
        int count = Integer.getInteger("property.values", VALUES);
        for (long seed = start; seed < start + count; seed++) {
            var value = generator.apply(new Random(seed));
            try {
                claim.check(value);
            } catch (Throwable broken) {
                throw new AssertionError(
                        "broken for %s (repeat with -Dproperty.seed=%d -Dproperty.values=1)"
                                .formatted(value, seed),
                        broken);
            }
        }
    }

    /// What is claimed of a value.
    @FunctionalInterface
    public interface Claim<T> {
        void check(T value) throws Exception;
    }
}
