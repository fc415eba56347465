package org.tidewaiter.scan.diff;

import java.util.List;
import java.util.Optional;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.FindingState;
import org.tidewaiter.policy.GateRule;
import org.tidewaiter.scan.diff.ChangeCause.Side;
import org.tidewaiter.scan.diff.FindingChange.Kind;
import org.tidewaiter.scan.diff.JudgedFlaws.FlawPair;
import org.tidewaiter.scan.diff.JudgedFlaws.JudgedFlaw;

/// Tells what became of a flaw, and what brought that about.
///
/// Where both the image and the advisories are others, the question that a person asks decides: is
/// it the new image's fault? What the image before has too, by what is known now, is disclosed and
/// not introduced; what the image after had too, by what was known then, is retracted and not
/// fixed. So it is with decisions: where one still covers the image before and not the one after,
/// the image brought the flaw, and the decision did not end.
final class FindingClasses {
    private final JudgedFlaws beforeNow;
    private final JudgedFlaws afterThen;
    private final RecordCauses records;

    private final List<GateRule> rules;
    private final UnreadSides unread;

    /// @param rules whose other answer makes a flaw another too
    FindingClasses(CrossJudgement judged, UnreadSides unread, List<GateRule> rules) {
        this.rules = rules;
        this.unread = unread;
        this.beforeNow = new JudgedFlaws(judged.beforeNow());
        this.afterThen = new JudgedFlaws(judged.afterThen());
        this.records = new RecordCauses(judged.then(), judged.now(), judged.after().asOf());
    }

    /// @return nothing if it counts on both sides and is the same, or counts on neither
    Optional<FindingChange> change(PackagePair pair, FlawPair flaw) {
        var before = flaw.before().filter(JudgedFlaw::stands).map(JudgedFlaw::flaw);
        var after = flaw.after().filter(JudgedFlaw::stands).map(JudgedFlaw::flaw);
        if (before.isPresent() && after.isPresent()) {
            return judgedOtherwise(pair, before.get(), after.get());
        }
        if (after.isPresent()) {
            return Optional.of(appeared(pair, flaw.before(), after.get()));
        }
        return before.map(one -> vanished(pair, one, flaw.after()));
    }

    private FindingChange appeared(
            PackagePair pair, Optional<JudgedFlaw> before, Finding.Vulnerability after) {
        if (beforeNow.isCovered(pair.before(), after)) {
            return introduced(pair, after);
        }
        if (before.filter(JudgedFlaw::isDecidedOn).isPresent()) {
            return appeared(Kind.UNSUPPRESSED, after, decision(before));
        }
        return beforeNow.open(pair.before(), after).isPresent()
                ? appeared(Kind.DISCLOSED, after, records.of(after))
                : introduced(pair, after);
    }

    private FindingChange vanished(
            PackagePair pair, Finding.Vulnerability before, Optional<JudgedFlaw> after) {
        if (afterThen.isCovered(pair.after(), before)) {
            return fixed(pair, before);
        }
        if (after.filter(JudgedFlaw::isDecidedOn).isPresent()) {
            return vanished(Kind.SUPPRESSED, before, decision(after));
        }
        if (afterThen.open(pair.after(), before).isEmpty()) {
            return fixed(pair, before);
        }
        var ruledOut =
                after.map(JudgedFlaw::flaw).filter(one -> one.state() == FindingState.NOT_AFFECTED);
        return vanished(
                Kind.RETRACTED,
                before,
                ruledOut.map(records::of).orElseGet(() -> records.without(before)));
    }

    private FindingChange introduced(PackagePair pair, Finding.Vulnerability after) {
        var gap =
                pair.unreadBefore()
                        .or(() -> pair.before().flatMap(unread.before()::leavingUnjudged));
        return appeared(
                Kind.INTRODUCED,
                after,
                gap.<ChangeCause>map(one -> new ChangeCause.ByGap(image(pair), Side.BEFORE, one))
                        .orElseGet(() -> image(pair)));
    }

    /// Only where the image after was read.
    private FindingChange fixed(PackagePair pair, Finding.Vulnerability before) {
        return pair.unreadAfter()
                .or(() -> pair.after().flatMap(unread.after()::leavingUnjudged))
                .map(gap ->
                        vanished(
                                Kind.UNSEEN,
                                before,
                                new ChangeCause.ByGap(image(pair), Side.AFTER, gap)))
                .orElseGet(() -> vanished(Kind.FIXED, before, image(pair)));
    }

    private Optional<FindingChange> judgedOtherwise(
            PackagePair pair, Finding.Vulnerability before, Finding.Vulnerability after) {
        boolean rated = isRatedAlike(before, after);
        if (rated && isStatedAlike(before, after)) {
            return Optional.empty();
        }
        boolean byAdvisories =
                beforeNow
                        .open(pair.before(), after)
                        .map(JudgedFlaw::flaw)
                        .filter(one -> isRatedAlike(one, after) && isStatedAlike(one, after))
                        .isPresent();
        var cause =
                !byAdvisories
                        ? image(pair)
                        : rated ? records.of(after) : records.ofRating(before, after);
        return Optional.of(
                new FindingChange(
                        rated ? Kind.RESTATED : Kind.RERATED,
                        Optional.of(before),
                        Optional.of(after),
                        cause));
    }

    /// A probability of exploitation changes every day, and counts where a rule asks for it.
    private boolean isRatedAlike(Finding.Vulnerability one, Finding.Vulnerability other) {
        return one.severity() == other.severity()
                && one.exploitSigns().kevAdded().isPresent()
                        == other.exploitSigns().kevAdded().isPresent()
                && rules.stream().allMatch(rule -> rule.denies(one) == rule.denies(other));
    }

    private static boolean isStatedAlike(Finding.Vulnerability one, Finding.Vulnerability other) {
        return one.state() == other.state()
                && one.fixedVersions().stream()
                        .findFirst()
                        .equals(other.fixedVersions().stream().findFirst());
    }

    private static FindingChange appeared(
            Kind kind, Finding.Vulnerability after, ChangeCause cause) {
        return new FindingChange(kind, Optional.empty(), Optional.of(after), cause);
    }

    private static FindingChange vanished(
            Kind kind, Finding.Vulnerability before, ChangeCause cause) {
        return new FindingChange(kind, Optional.of(before), Optional.empty(), cause);
    }

    private static ChangeCause.ByImage image(PackagePair pair) {
        return new ChangeCause.ByImage(pair.change(), pair.before(), pair.after());
    }

    private static ChangeCause decision(Optional<JudgedFlaw> on) {
        return new ChangeCause.ByDecision(
                on.flatMap(JudgedFlaw::suppressed).map(one -> one.reason()).orElse(""));
    }
}
