package org.tidewaiter.checks.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.tidewaiter.checks.document.Unread;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.model.Observation;
import org.tidewaiter.model.Observation.SettingSeen;

/// What the rules of a room say of one file.
public final class Rules {
    private static final int MAX_REMARKS = 1_000;
    private static final int MAX_GAPS = 20;
    private static final Comparator<SettingSeen> ORDER =
            Comparator.comparingInt(SettingSeen::line)
                    .thenComparing(SettingSeen::check)
                    .thenComparing(SettingSeen::message);

    private Rules() {}

    /// Sorted by line, then id. What is beyond 1,000 remarks is a gap.
    public static <T> Reading reading(List<Rule<T>> rules, List<T> files, List<Unread> unread) {
        var seen =
                files.stream()
                        .flatMap(file -> rules.stream().flatMap(rule -> settings(rule, file)))
                        .sorted(ORDER)
                        .distinct()
                        .toList();
        var gaps = new ArrayList<>(unread.stream().map(Unread::words).limit(MAX_GAPS).toList());
        if (unread.size() > MAX_GAPS) {
            gaps.add("and %d more lines".formatted(unread.size() - MAX_GAPS));
        }
        if (seen.size() > MAX_REMARKS) {
            gaps.add(
                    new Unread(
                                    seen.get(MAX_REMARKS).line(),
                                    "from here on there are more settings than the %d that are listed"
                                            .formatted(MAX_REMARKS))
                            .words());
        }
        return new Reading(
                List.<Observation>copyOf(seen.subList(0, Math.min(seen.size(), MAX_REMARKS))),
                gaps);
    }

    private static <T> Stream<SettingSeen> settings(Rule<T> rule, T file) {
        return rule.remarks()
                .apply(file)
                .limit(MAX_REMARKS + 1L)
                .map(remark ->
                        new SettingSeen(
                                rule.check().id(), remark.line(), remark.message(), remark.edit()));
    }
}
