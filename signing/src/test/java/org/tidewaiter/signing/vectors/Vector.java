package org.tidewaiter.signing.vectors;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.form.Candidate;
import org.tidewaiter.signing.vectors.Crafting.Change;

/// One thing that is changed, and why the result must be refused.
///
/// @param twin changes that make another valid object of the usual one
record Vector(Shape shape, String name, List<Change> twin, Change mutation, Refusal refusal) {
    Vector {
        twin = List.copyOf(twin);
    }

    @Override
    public String toString() {
        return "%s: %s".formatted(shape, name);
    }

    /// A list that is written row by row.
    static final class Table {
        private final Set<Shape> shapes;
        private final List<Vector> rows = new ArrayList<>();
        private List<Change> twin = List.of();

        Table(Set<Shape> shapes) {
            this.shapes = shapes;
        }

        /// For the rows that follow, another valid object.
        Table twin(Change... changes) {
            twin = List.of(changes);
            return this;
        }

        /// Something else in place of what stands there.
        Table replace(Refusal refusal, String name, Stage stage, String regex, String replacement) {
            return change(
                    refusal,
                    name,
                    stage,
                    text -> {
                        var changed = text.replaceFirst(regex, replacement);
                        if (changed.equals(text)) {
                            throw new IllegalArgumentException(regex + " is not in " + text);
                        }
                        return changed;
                    });
        }

        Table change(Refusal refusal, String name, Stage stage, UnaryOperator<String> text) {
            return add(refusal, name, Change.of(stage, text));
        }

        Table candidate(Refusal refusal, String name, UnaryOperator<Candidate> candidate) {
            return add(refusal, name, Change.of(candidate));
        }

        private Table add(Refusal refusal, String name, Change change) {
            shapes.stream()
                    .sorted()
                    .forEach(shape -> rows.add(new Vector(shape, name, twin, change, refusal)));
            return this;
        }

        Stream<Vector> rows() {
            return rows.stream();
        }
    }
}
