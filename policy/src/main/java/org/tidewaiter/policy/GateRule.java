package org.tidewaiter.policy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tidewaiter.model.Check;
import org.tidewaiter.model.FileAccount;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.Severity;

/// One typed rule of a gate. Any rule that denies a finding, or the account of the files, denies
/// the image.
public sealed interface GateRule {
    /// As it is written after `--fail-on`.
    String word();

    boolean denies(Finding finding);

    /// What the rule has against the account of the image's files.
    default Optional<String> objection(FileAccount files) {
        return Optional.empty();
    }

    /// Whether the rule judges what advisories say, and not only what is in the image.
    default boolean needsAdvisories() {
        return true;
    }

    /// Whether the rule judges what only the files of an image can show.
    default boolean needsFiles() {
        return false;
    }

    /// Denies an image of which too much is unexplained.
    ///
    /// @param ofBytes in the bytes of the files, and not in their number
    /// @param percent of all, above 0 and up to 100
    record UnexplainedGate(boolean ofBytes, BigDecimal percent) implements GateRule {
        private static final Pattern WORD =
                Pattern.compile("unexplained(-bytes)?>=(\\d{1,3}(?:\\.\\d{1,4})?)%?");

        static Optional<GateRule> parse(String word) {
            var match = WORD.matcher(word);
            if (!match.matches()) {
                return Optional.empty();
            }
            var percent = new BigDecimal(match.group(2));
            return percent.signum() > 0 && percent.compareTo(BigDecimal.valueOf(100)) <= 0
                    ? Optional.of(new UnexplainedGate(match.group(1) != null, percent))
                    : Optional.empty();
        }

        @Override
        public String word() {
            return "unexplained%s>=%s%%"
                    .formatted(ofBytes ? "-bytes" : "", percent.toPlainString());
        }

        @Override
        public boolean denies(Finding finding) {
            return false;
        }

        @Override
        public Optional<String> objection(FileAccount files) {
            double found =
                    ofBytes ? files.unexplainedPercentOfBytes() : files.unexplainedPercentOfFiles();
            return found >= percent.doubleValue()
                    ? Optional.of(sentence(files, found))
                    : Optional.empty();
        }

        private String sentence(FileAccount files, double found) {
            return ofBytes
                    ? String.format(
                            Locale.ROOT,
                            "%,d of %,d bytes are in unexplained files (%.2f %%)",
                            files.unexplained().bytes(),
                            files.total().bytes(),
                            found)
                    : String.format(
                            Locale.ROOT,
                            "%,d of %,d files are unexplained (%.2f %%)",
                            files.unexplained().files(),
                            files.total().files(),
                            found);
        }

        @Override
        public boolean needsAdvisories() {
            return false;
        }

        @Override
        public boolean needsFiles() {
            return true;
        }
    }

    /// Denies a flaw, a secret, a setting or what another tool reports, at or above a severity.
    /// Clutter and licences are no risk by themselves, and have gates of their own.
    record SeverityGate(Severity limit) implements GateRule {
        @Override
        public String word() {
            return limit.word();
        }

        @Override
        public boolean denies(Finding finding) {
            return switch (finding) {
                case Finding.Clutter _, Finding.Licence _ -> false;
                case Finding.Vulnerability _,
                        Finding.Secret _,
                        Finding.Setting _,
                        Finding.Reported _ ->
                        finding.severity().compareTo(limit) >= 0;
            };
        }
    }

    /// Denies what checks of one kind found, at or above a severity.
    record KindGate(Check.Kind kind, Optional<Severity> limit) implements GateRule {
        private static final Pattern WORD =
                Pattern.compile("(secret|setting|clutter|licen[cs]e|reported)(?:>=(\\w+))?");

        static Optional<GateRule> parse(String word) {
            var match = WORD.matcher(word);
            if (!match.matches()) {
                return Optional.empty();
            }
            var kind =
                    switch (match.group(1)) {
                        case "secret" -> Check.Kind.SECRET;
                        case "setting" -> Check.Kind.SETTING;
                        case "clutter" -> Check.Kind.CLUTTER;
                        case "reported" -> Check.Kind.REPORTED;
                        default -> Check.Kind.LICENCE;
                    };
            if (match.group(2) == null) {
                return Optional.of(new KindGate(kind, Optional.empty()));
            }
            return Severity.parse(match.group(2))
                    .map(limit -> new KindGate(kind, Optional.of(limit)));
        }

        @Override
        public String word() {
            return kind.word() + limit.map(one -> ">=" + one.word()).orElse("");
        }

        @Override
        public boolean denies(Finding finding) {
            return switch (finding) {
                case Finding.Vulnerability _ -> false;
                case Finding.OfCheck one ->
                        one.check().kind() == kind
                                && limit.map(least -> one.severity().compareTo(least) >= 0)
                                        .orElse(true);
            };
        }

        @Override
        public boolean needsAdvisories() {
            return false;
        }

        @Override
        public boolean needsFiles() {
            return kind != Check.Kind.LICENCE && kind != Check.Kind.REPORTED;
        }
    }

    /// Denies a flaw in CISA's catalogue of known exploited vulnerabilities.
    record KnownExploitedGate() implements GateRule {
        @Override
        public String word() {
            return "kev";
        }

        @Override
        public boolean denies(Finding finding) {
            return switch (finding) {
                case Finding.Vulnerability flaw -> flaw.exploitSigns().kevAdded().isPresent();
                case Finding.OfCheck _ -> false;
            };
        }
    }

    /// Denies a flaw at or above a probability of exploitation.
    ///
    /// @param limit of the EPSS score, 0 to 1
    record EpssGate(double limit) implements GateRule {
        @Override
        public String word() {
            return "epss>=" + limit;
        }

        @Override
        public boolean denies(Finding finding) {
            return switch (finding) {
                case Finding.Vulnerability flaw ->
                        flaw.exploitSigns().epss().stream().anyMatch(epss -> epss.score() >= limit);
                case Finding.OfCheck _ -> false;
            };
        }
    }

    /// Reads the words of `--fail-on`.
    ///
    /// @param words each may hold several rules between commas
    /// @throws ProblemException `gate-unknown`
    static List<GateRule> parse(List<String> words) throws ProblemException {
        var rules = new ArrayList<GateRule>();
        for (var list : words) {
            for (var word : list.split(",", -1)) {
                var rule = one(word.strip());
                if (rule.isEmpty()) {
                    throw new ProblemException(
                            "gate-unknown",
                            "no gate is called '%s'".formatted(word),
                            "give a severity (negligible, low, medium, high, critical), kev,"
                                    + " epss>=0.5, unexplained>=3%, unexplained-bytes>=1%, secret,"
                                    + " setting>=high, licence>=medium, clutter or reported");
                }
                if (!rules.contains(rule.get())) {
                    rules.add(rule.get());
                }
            }
        }
        return List.copyOf(rules);
    }

    private static Optional<GateRule> one(String word) {
        if (word.equalsIgnoreCase("kev")) {
            return Optional.of(new KnownExploitedGate());
        }
        if (word.regionMatches(true, 0, "unexplained", 0, 11)) {
            return UnexplainedGate.parse(word.toLowerCase(Locale.ROOT));
        }
        if (word.regionMatches(true, 0, "epss>=", 0, 6)) {
            return epss(word.substring(6));
        }
        return KindGate.parse(word.toLowerCase(Locale.ROOT))
                .or(() -> Severity.parse(word).map(SeverityGate::new));
    }

    private static Optional<GateRule> epss(String limit) {
        try {
            double score = Double.parseDouble(limit);
            return score >= 0 && score <= 1 ? Optional.of(new EpssGate(score)) : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
