package org.tidewaiter.checks.dockerfile;

import java.util.ArrayList;
import java.util.List;

/// A variable that `ENV` sets, or a label.
///
/// @param line of the name
record Assignment(String name, String value, int line) {

    /// In the form `ENV a=b c=d` as well as in the old one, `ENV a b`.
    static List<Assignment> of(Instruction instruction) {
        var words = instruction.words();
        var assignments = new ArrayList<Assignment>();
        if (words.isEmpty()) {
            return assignments;
        }
        if (words.getFirst().text().indexOf('=') < 0) {
            var first = words.getFirst();
            var rest = words.subList(1, words.size()).stream().map(word -> word.text()).toList();
            return List.of(new Assignment(first.text(), String.join(" ", rest), first.line()));
        }
        for (var word : words) {
            int equals = word.text().indexOf('=');
            if (equals > 0) {
                assignments.add(
                        new Assignment(
                                word.text().substring(0, equals),
                                word.text().substring(equals + 1),
                                word.line()));
            }
        }
        return assignments;
    }
}
