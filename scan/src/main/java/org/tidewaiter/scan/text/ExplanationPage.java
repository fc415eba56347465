package org.tidewaiter.scan.text;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Function;
import org.tidewaiter.model.ByteCount;
import org.tidewaiter.model.Check;
import org.tidewaiter.model.Edit;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.Location;
import org.tidewaiter.model.MatchEvidence;
import org.tidewaiter.model.Presence;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.model.Weakness;
import org.tidewaiter.policy.AdvisoryData;
import org.tidewaiter.policy.Decision;
import org.tidewaiter.policy.IgnoreRule;
import org.tidewaiter.policy.VexRuling;
import org.tidewaiter.policy.Waiver;
import org.tidewaiter.scan.report.CodeWords;
import org.tidewaiter.scan.report.ReportStyle;
import org.tidewaiter.vulnerability.match.Explanation;

/// Why something is, or is not, among the findings of an image, with all that a person needs to
/// repeat the comparison.
public final class ExplanationPage {
    private final ImageSource source;
    private final AdvisoryData data;
    private final Function<Finding, List<Decision>> decisions;
    private final Function<Finding, List<Decision>> unheard;
    private final Page page;

    /// @param decisions gives those about a finding, the one that goes first at the head
    /// @param unheard gives likewise those that decide nothing
    public ExplanationPage(
            Inventory inventory,
            AdvisoryData data,
            Function<Finding, List<Decision>> decisions,
            Function<Finding, List<Decision>> unheard,
            ReportStyle style) {
        this.source = inventory.source();
        this.data = data;
        this.decisions = decisions;
        this.unheard = unheard;
        this.page = new Page(style);
    }

    /// @param remarks what a person must know of where the decisions came from
    public String of(List<Explanation> explanations, List<String> remarks) {
        boolean first = true;
        for (var explanation : explanations) {
            if (!first) {
                page.blank();
            }
            first = false;
            explain(explanation);
        }
        return finished(remarks);
    }

    /// What became of a check.
    ///
    /// @param found what the check found in the image, whether it counts or not
    /// @param silence why it would find nothing whatever there is; empty where it would
    /// @param remarks as in the other
    public String of(
            Check check, List<Finding.OfCheck> found, String silence, List<String> remarks) {
        if (found.isEmpty()) {
            claim(
                    silence.isEmpty()
                            ? "%s is not in the image: it was looked for, and nothing was found"
                                    .formatted(check.id())
                            : "%s is not reported: %s".formatted(check.id(), silence));
        } else {
            claim(
                    "%s is in the image, at %s"
                            .formatted(check.id(), Counted.of(found.size(), "place")));
        }
        fact("what", check.title());
        fact("severity", check.severity().word());
        if (!check.guides().isEmpty()) {
            fact("guides", String.join(", ", check.guides()));
        }
        fact("to do", check.mend());
        found.forEach(this::found);
        return finished(remarks);
    }

    private void found(Finding.OfCheck one) {
        page.blank();
        var place = one.place();
        claim(
                "%s%s"
                        .formatted(
                                layered(place.words(), place.layer()),
                                place.presence() == Presence.LIVE
                                        ? ""
                                        : ", which a later layer "
                                                + (place.presence() == Presence.DELETED
                                                        ? "deleted"
                                                        : "hid")));
        fact("found", one.message());
        decisions.apply(one).forEach(this::decision);
        unheard.apply(one).forEach(decision -> fact("not heard", decision.sentence()));
        switch (one) {
            case Finding.Secret secret -> {
                fact("fingerprint", secret.fingerprint());
                excuse(secret.excuse());
            }
            case Finding.Setting setting ->
                    setting.edit()
                            .ifPresent(edit ->
                                    fact(
                                            "instead",
                                            "of %s: %s"
                                                    .formatted(lines(edit), edit.text().strip())));
            case Finding.Clutter clutter -> {
                if (clutter.bytes() > 0) {
                    fact("saves", ByteCount.words(clutter.bytes()));
                }
            }
            case Finding.Licence licence -> fact("package", licence.in().purl().toString());
            case Finding.Reported theirs -> {
                fact("reported by", theirs.tool());
                excuse(theirs.excuse());
            }
        }
    }

    private void excuse(String excuse) {
        if (!excuse.isEmpty()) {
            fact("not counted", excuse);
        }
    }

    private static String lines(Edit edit) {
        return edit.firstLine() == edit.lastLine()
                ? "line " + edit.firstLine()
                : "lines %d to %d".formatted(edit.firstLine(), edit.lastLine());
    }

    private String finished(List<String> remarks) {
        if (!remarks.isEmpty()) {
            page.blank();
        }
        remarks.forEach(remark -> page.wrapped("Note: ", 6, remark));
        return page.toString();
    }

    private void explain(Explanation explanation) {
        switch (explanation) {
            case Explanation.Reported(var flaw) -> {
                claim("%s is in %s".formatted(flaw.id(), name(flaw.in())));
                decisions.apply(flaw).forEach(this::decision);
                unheard.apply(flaw).forEach(one -> fact("not heard", one.sentence()));
                flaw(flaw);
            }
            case Explanation.Cleared(var flaw) -> {
                claim(
                        "%s is not reported in %s: %s"
                                .formatted(
                                        flaw.id(),
                                        name(flaw.in()),
                                        FindingRow.words(flaw.state())));
                if (!flaw.justification().isEmpty()) {
                    fact("because", flaw.justification());
                }
                flaw(flaw);
            }
            case Explanation.NotLive(var flaw) -> {
                claim(
                        "%s is not reported in %s: a later layer %s the package"
                                .formatted(
                                        flaw.id(),
                                        name(flaw.in()),
                                        switch (flaw.in().presence()) {
                                            case SHADOWED -> "hid";
                                            case DELETED -> "deleted";
                                            case LIVE -> "kept";
                                        }));
                flaw(flaw);
            }
            case Explanation.Outside(var id, var in, var evidence) -> {
                claim("%s is not in %s: the version is not affected".formatted(id, name(in)));
                where(in);
                evidence.forEach(this::comparison);
            }
            case Explanation.Unnamed(var in) -> {
                claim("%s has no finding: no advisory at hand names it".formatted(name(in)));
                where(in);
                basis();
            }
            case Explanation.NotJudged(var in, var reason) -> {
                claim("%s was not judged: %s".formatted(name(in), reason));
                where(in);
            }
            case Explanation.OtherRelease(var id, var in, var named) -> {
                claim("%s is not in %s: it is about other releases".formatted(id, name(in)));
                where(in);
                fact("named for", String.join(", ", named));
            }
            case Explanation.PackageAbsent(var id, var named) -> {
                claim("%s is not in the image: none of its packages is".formatted(id));
                fact("it names", String.join(", ", named));
            }
            case Explanation.Unknown(var query) -> {
                claim(
                        "%s is neither a package of the image nor in any advisory at hand"
                                .formatted(query));
                basis();
            }
        }
    }

    private void decision(Decision decision) {
        switch (decision) {
            case Waiver waiver ->
                    fact(
                            "waived",
                            "until %s by %s and %s: %s"
                                    .formatted(
                                            waiver.expires(),
                                            waiver.owner(),
                                            waiver.approvedBy(),
                                            waiver.reason()));
            case VexRuling vex -> fact("VEX", vex.sentence());
            case IgnoreRule rule -> fact("ignored", rule.sentence());
        }
    }

    private void claim(String sentence) {
        page.wrapped("", 0, sentence);
    }

    private void fact(String label, String value) {
        page.field("  " + label, value);
    }

    private static String name(SoftwarePackage in) {
        return in.ecosystemName() + " " + in.version();
    }

    private void flaw(Finding.Vulnerability flaw) {
        if (!flaw.title().isEmpty()) {
            fact("what", flaw.title());
        }
        if (!flaw.aliases().isEmpty()) {
            fact("also", String.join(", ", flaw.aliases()));
        }
        if (!flaw.weaknesses().isEmpty()) {
            fact("weakness", flaw.weaknesses().stream().map(Weakness::id).collect(joining(", ")));
        }
        where(flaw.in());
        fact(
                "severity",
                flaw.severity().word()
                        + (flaw.severitySource().isEmpty()
                                ? ", since nobody rated it"
                                : " by " + flaw.severitySource())
                        + flaw.cvss()
                                .map(cvss ->
                                        "; CVSS %s by %s, %s"
                                                .formatted(
                                                        cvss.score(), cvss.source(), cvss.vector()))
                                .orElse(""));
        flaw.exploitSigns()
                .kevAdded()
                .ifPresent(date -> fact("exploited", "in CISA's catalogue since " + date));
        flaw.exploitSigns()
                .epss()
                .ifPresent(epss ->
                        fact(
                                "EPSS",
                                String.format(
                                        Locale.ROOT,
                                        "%.2f%% in the next 30 days, above %.0f%% of flaws",
                                        epss.score() * 100,
                                        epss.percentile() * 100)));
        if (flaw.state().isOpen()) {
            fact(
                    "fix",
                    flaw.fixedVersions().isEmpty()
                            ? FindingRow.words(flaw.state())
                            : String.join(" or ", flaw.fixedVersions()));
        }
        flaw.evidence().forEach(this::comparison);
        flaw.code().ifPresent(code -> fact("code", CodeWords.of(code)));
    }

    private void where(SoftwarePackage in) {
        fact("package", in.purl().toString());
        in.source().ifPresent(origin -> fact("built from", origin.name() + " " + origin.version()));
        fact("found by", in.foundBy() + (in.declared() ? ", which is asked for, not proven" : ""));
        in.owner().ifPresent(owner -> fact("owned by", owner.toString()));
        in.locations().forEach(location -> fact("seen at", place(location)));
    }

    private String place(Location location) {
        return layered(location.path(), location.layer());
    }

    private String layered(String place, OptionalInt index) {
        var layers = source.layers();
        if (index.isEmpty() || index.getAsInt() >= layers.size()) {
            return place;
        }
        var layer = layers.get(index.getAsInt());
        return "%s, layer %d (%s)%s"
                .formatted(
                        place,
                        layer.index(),
                        layer.diffId().abbreviated(),
                        layer.instruction().map(one -> ": " + one).orElse(""));
    }

    private void comparison(MatchEvidence evidence) {
        fact(
                "compared",
                "%s %s with %s of %s: affected %s"
                        .formatted(
                                evidence.name(),
                                evidence.version(),
                                evidence.record(),
                                evidence.feed(),
                                evidence.range()));
        fact("", evidence.comparison());
    }

    private void basis() {
        fact(
                "at hand",
                data.sample()
                        ? "sample data: %s; run 'tidewaiter db update'"
                                .formatted(Counted.advisories(data.advisories()))
                        : Counted.advisories(data.advisories()));
    }
}
