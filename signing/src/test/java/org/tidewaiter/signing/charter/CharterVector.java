package org.tidewaiter.signing.charter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.tidewaiter.signing.charter.Charters.Change;
import org.tidewaiter.signing.check.Refusal;

/// A charter that is taken, and the same with one thing changed, which is not.
record CharterVector(String name, Attempt twin, Attempt mutated, Refusal refusal) {
    /// Reads, or judges, something.
    @FunctionalInterface
    interface Attempt {
        void run() throws Exception;
    }

    @Override
    public String toString() {
        return name;
    }

    /// Written row by row.
    static final class Table {
        private final List<CharterVector> rows = new ArrayList<>();

        Table add(Refusal refusal, String name, Attempt twin, Attempt mutated) {
            rows.add(new CharterVector(name, twin, mutated, refusal));
            return this;
        }

        Table files(Refusal refusal, String name, String twin, String mutated) {
            return add(refusal, name, () -> read(twin), () -> read(mutated));
        }

        /// Another text in what Ana and Bob sign.
        Table payload(Refusal refusal, String name, UnaryOperator<String> change) {
            var text = RawCharters.payload(Charters.first());
            var changed = change.apply(text);
            if (changed.equals(text)) {
                throw new IllegalArgumentException(name + " changes nothing in " + text);
            }
            return files(refusal, name, signed(text), signed(changed));
        }

        Table payload(Refusal refusal, String name, String part, String replacement) {
            return payload(refusal, name, text -> text.replace(part, replacement));
        }

        /// Another charter that Ana and Bob sign.
        Table charter(Refusal refusal, String name, UnaryOperator<Change> change) {
            return charter(refusal, name, UnaryOperator.identity(), change);
        }

        Table charter(
                Refusal refusal,
                String name,
                UnaryOperator<Change> twin,
                UnaryOperator<Change> change) {
            var valid = Charters.with(Charters.first(), twin);
            return files(
                    refusal,
                    name,
                    signed(RawCharters.payload(valid)),
                    signed(RawCharters.payload(Charters.with(valid, change))));
        }

        private static String signed(String payload) {
            return RawCharters.file(RawCharters.envelope(payload, Charters.ANA, Charters.BOB));
        }

        static SignedCharter read(String file) throws Exception {
            return CharterFile.read(file.getBytes(UTF_8));
        }

        Stream<CharterVector> rows() {
            return rows.stream();
        }
    }
}
