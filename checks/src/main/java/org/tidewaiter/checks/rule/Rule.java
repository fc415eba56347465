package org.tidewaiter.checks.rule;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.tidewaiter.model.Check;
import org.tidewaiter.model.Severity;

/// One thing that a room looks for.
///
/// @param <T> the file as the room reads it
/// @param remarks where the file breaks the rule; pure, in any order
public record Rule<T>(Check check, Function<T, Stream<Remark>> remarks) {

    /// A rule on settings.
    ///
    /// @param guides separated by `;`
    public static <T> Rule<T> of(
            String id,
            Severity severity,
            String title,
            String mend,
            String guides,
            Function<T, Stream<Remark>> remarks) {
        var items = Stream.of(guides.split(";")).map(String::strip).filter(s -> !s.isEmpty());
        return new Rule<>(
                new Check(id, Check.Kind.SETTING, severity, title, mend, items.toList()), remarks);
    }

    /// The checks of a room's rules.
    public static <T> List<Check> checks(List<Rule<T>> rules) {
        return rules.stream().map(Rule::check).toList();
    }
}
