package org.tidewaiter.checks.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
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

    /// Sorted by line, then id. Beyond 1,000 remarks the worst are kept, and there is a gap.
    public static <T> Reading reading(List<Rule<T>> rules, List<T> files, List<Unread> unread) {
        var severities =
                rules.stream()
                        .collect(
                                Collectors.toMap(
                                        rule -> rule.check().id(),
                                        rule -> rule.check().severity()));
        Comparator<SettingSeen> worstFirst =
                Comparator.comparing(
                                (SettingSeen seen) -> severities.get(seen.check()),
                                Comparator.reverseOrder())
                        .thenComparing(ORDER);
        var found =
                files.stream()
                        .flatMap(file -> rules.stream().flatMap(rule -> settings(rule, file)))
                        .sorted(worstFirst)
                        .distinct()
                        .toList();
        int kept = Math.min(found.size(), MAX_REMARKS);
        var gaps = new ArrayList<>(unread.stream().map(Unread::words).limit(MAX_GAPS).toList());
        if (unread.size() > MAX_GAPS) {
            gaps.add("and %d more lines".formatted(unread.size() - MAX_GAPS));
        }
        found.stream()
                .skip(kept)
                .min(ORDER)
                .ifPresent(first ->
                        gaps.add(
                                new Unread(
                                                first.line(),
                                                "from here on there are more settings than the %d worst, which are listed"
                                                        .formatted(MAX_REMARKS))
                                        .words()));
        return new Reading(
                found.stream().limit(kept).sorted(ORDER).<Observation>map(seen -> seen).toList(),
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
