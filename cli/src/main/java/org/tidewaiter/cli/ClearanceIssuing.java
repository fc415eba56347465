package org.tidewaiter.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tidewaiter.cli.ClearOutcome.Issued;
import org.tidewaiter.cli.ClearOutcome.OfImage;
import org.tidewaiter.image.OpenOptions;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.clearance.Clearance;
import org.tidewaiter.model.clearance.Head;
import org.tidewaiter.policy.Reason;
import org.tidewaiter.policy.Verdict;
import org.tidewaiter.policy.fact.FactsJson;
import org.tidewaiter.policy.rule.Policy;
import org.tidewaiter.scan.clear.ClearingAnswer;
import org.tidewaiter.scan.clear.IndexClearance;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.clearance.ClearanceReader;
import org.tidewaiter.signing.clearance.ClearanceStatement;
import org.tidewaiter.signing.clearance.NextHead.News;
import org.tidewaiter.signing.ledger.EntryKind;
import org.tidewaiter.signing.ledger.FactsText;
import org.tidewaiter.signing.ledger.LedgerEntry.Note;
import org.tidewaiter.signing.ledger.Ruling;
import org.tidewaiter.signing.make.BundleKeeping;
import org.tidewaiter.signing.make.NewBundle;

/// Signs what was judged, notes it, and keeps it beside the images: first what could be read by
/// anybody is noted, then the head is written, then what lets an image aboard.
///
/// @param audience where the clearances shall count
/// @param revision of the advisories
record ClearanceIssuing(
        Certifying who,
        Policy policy,
        SortedSet<String> audience,
        String revision,
        OpenOptions options,
        HeadWriting heads,
        TidewaiterCommand program) {
    /// A statement that was signed and not kept yet.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Signed(ClearanceStatement statement, byte[] bundle, Clearance clearance) {}

    /// @param images all of which passed; of several there are those of an index
    ClearOutcome clear(List<OfImage> images) throws Exception {
        var signed = new ArrayList<Signed>();
        for (var one : images) {
            var next = sign(statement(one.answer()));
            note(one.answer(), kind(one.answer()), words(next));
            signed.add(next);
        }
        var ofIndex = Optional.<Signed>empty();
        if (images.size() > 1) {
            var index = index(images, signed);
            var next = sign(index.statement());
            noteIndex(images.getFirst().answer(), index, next);
            ofIndex = Optional.of(next);
        }
        var head = head(images.getFirst().answer(), News.NONE);
        var cleared = new ArrayList<OfImage>();
        for (int i = 0; i < images.size(); i++) {
            var answer = images.get(i).answer();
            var subjects = signed.get(i).statement.subjects();
            var issued = Optional.of(kept(answer, signed.get(i), subjects));
            cleared.add(new OfImage(answer, issued, Optional.empty(), List.of()));
        }
        var together = Optional.<Issued>empty();
        if (ofIndex.isPresent()) {
            var beside = index(images, signed).indexes();
            together = Optional.of(kept(images.getFirst().answer(), ofIndex.get(), beside));
        }
        return new ClearOutcome(cleared, together, Optional.of(head));
    }

    private static IndexClearance index(List<OfImage> images, List<Signed> signed) {
        return new IndexClearance(
                images.stream().map(OfImage::answer).toList(),
                signed.stream().map(Signed::statement).toList());
    }

    /// @param images of which one at least was refused
    /// @param renew whether the clearances that there are lapse with that
    ClearOutcome refuse(List<OfImage> images, boolean renew) throws Exception {
        var refused = new ArrayList<OfImage>();
        for (var one : images) {
            var answer = one.answer();
            var lapsed = Optional.<Head.Lapsed>empty();
            if (!answer.passed()) {
                var reasons = answer.objections().stream().map(it -> it.rule()).distinct().toList();
                note(answer, EntryKind.REFUSAL, String.join(", ", reasons));
                lapsed = renew ? answer.lapsed(policy, who.now()) : lapsed;
            }
            refused.add(new OfImage(answer, Optional.empty(), lapsed, one.commands()));
        }
        var lapsed = refused.stream().flatMap(one -> one.lapsed().stream()).toList();
        var head = Optional.<Head>empty();
        if (!lapsed.isEmpty()) {
            var news = new News(List.of(), lapsed, 0);
            head = Optional.of(head(images.getFirst().answer(), news));
        }
        return new ClearOutcome(refused, Optional.empty(), head);
    }

    private ClearanceStatement statement(ClearingAnswer answer) {
        return answer.statement(who.charter(), policy, audience, revision, who.now());
    }

    private Signed sign(ClearanceStatement statement)
            throws ProblemException, IOException, RefusedException {
        var bundle = NewBundle.of(statement.unsigned(), who.key()).toJson();
        var clearance = ClearanceReader.of(who.charter(), who.now()).read(bundle);
        return new Signed(statement, bundle, clearance);
    }

    private Issued kept(ClearingAnswer answer, Signed signed, SortedSet<Digest> beside)
            throws ProblemException, IOException {
        var kept =
                new BundleKeeping(answer.source(), options)
                        .keepStatement(signed.bundle, ClearanceStatement.TYPE, beside);
        return new Issued(signed.clearance, signed.bundle, kept);
    }

    private EntryKind kind(ClearingAnswer answer) {
        if (answer.last(who.stage()).isPresent()) {
            return EntryKind.RENEWAL;
        }
        return answer.lastElsewhere().isPresent() ? EntryKind.PROMOTION : EntryKind.CLEARANCE;
    }

    private Head head(ClearingAnswer answer, News news) throws Exception {
        return heads.write(
                answer.source(),
                options,
                who,
                answer.repository().orElse(""),
                policy.terms(who.stage()).head(),
                news,
                program);
    }

    private static String words(Signed signed) {
        return "clearance %s".formatted(signed.clearance.id());
    }

    private void note(ClearingAnswer answer, EntryKind kind, String words)
            throws ProblemException, IOException {
        var facts = new ByteArrayOutputStream();
        FactsJson.write(answer.facts(), facts);
        append(
                kind,
                answer.source().digest(),
                words,
                FactsText.write(facts.toByteArray()),
                Optional.of(ruling(answer)));
    }

    private Ruling ruling(ClearingAnswer answer) {
        var byRules =
                answer.rules().verdict() instanceof Verdict.Deny(var denials)
                        ? denials
                        : List.<Reason>of();
        var others = new ArrayList<>(answer.objections());
        others.removeAll(byRules);
        return new Ruling(policy.digest(), names(byRules), names(others));
    }

    private static SortedSet<String> names(List<Reason> reasons) {
        return reasons.stream().map(Reason::rule).collect(Collectors.toCollection(TreeSet::new));
    }

    /// Its facts are those of its images, which were noted before it.
    private void noteIndex(ClearingAnswer answer, IndexClearance index, Signed signed)
            throws ProblemException, IOException {
        var last = index.last();
        var kind = EntryKind.CLEARANCE;
        if (last.isPresent()) {
            boolean again = last.get().stage().equals(who.stage());
            kind = again ? EntryKind.RENEWAL : EntryKind.PROMOTION;
        }
        var named = answer.source().indexes().stream().findFirst();
        append(kind, named, words(signed) + " of all platforms", "", Optional.empty());
    }

    private void append(
            EntryKind kind,
            Optional<Digest> image,
            String words,
            String facts,
            Optional<Ruling> ruling)
            throws ProblemException, IOException {
        heads.ledger()
                .append(
                        new Note(kind, who.holder(), image, who.stage(), words, facts, ruling),
                        program);
    }
}
