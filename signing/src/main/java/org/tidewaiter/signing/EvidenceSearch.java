package org.tidewaiter.signing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.tidewaiter.image.OpenOptions;
import org.tidewaiter.image.Referrers;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.check.EvidenceCheck;
import org.tidewaiter.signing.check.EvidenceCheck.Rejected;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.find.Findings;
import org.tidewaiter.signing.form.Candidate;
import org.tidewaiter.signing.form.EvidenceForm;
import org.tidewaiter.signing.form.Subject;
import org.tidewaiter.signing.lookaside.GpgSimpleSigning;
import org.tidewaiter.signing.lookaside.Lookaside;
import org.tidewaiter.signing.lookaside.LookasideConfiguration;
import org.tidewaiter.signing.lookaside.SignedIdentity;
import org.tidewaiter.signing.trust.Trust;

/// Finds all evidence beside an image and verifies it, in every form side by side.
public final class EvidenceSearch {
    private static final long MAX_BYTES = 128L << 20;

    private static final Comparator<EvidenceCheck> ORDER =
            Comparator.comparing((EvidenceCheck check) -> check.source().place())
                    .thenComparing(check -> check.source().digest())
                    .thenComparing(check -> check.source().form())
                    .thenComparing(EvidenceSearch::word);

    private final Referrers referrers;

    /// Nothing where the image has no name.
    private final Optional<Lookaside> lookaside;

    private final Trust trusted;

    /// The size of the largest that are read, where not all can be.
    private long fitting = Long.MAX_VALUE;

    private EvidenceSearch(Referrers referrers, Optional<Lookaside> lookaside, Trust trusted) {
        this.referrers = referrers;
        this.lookaside = lookaside;
        this.trusted = trusted;
    }

    private static String word(EvidenceCheck check) {
        return check instanceof Rejected rejected ? rejected.refusal().code() : "";
    }

    /// @param source of an image that was opened
    /// @param options as it was opened with
    /// @param lookaside where GPG signatures are, which stand beside no image
    /// @return for the image, and before it each index that led to it
    /// @throws ProblemException `evidence-nowhere` where the image was had from where nothing can
    ///   stand beside it, and those of [Referrers]: that nothing can be told is never told as that
    ///   there is nothing
    public static List<SubjectEvidence> of(
            ImageSource source,
            OpenOptions options,
            LookasideConfiguration lookaside,
            Trust trusted)
            throws ProblemException {
        var referrers = Referrers.of(source, options);
        if (referrers.isEmpty()) {
            throw new ProblemException(
                    "evidence-nowhere",
                    "%s comes from a %s, where no evidence is kept beside it"
                            .formatted(source.name(), source.kind()),
                    "name the image in its registry, or a folder with an OCI layout");
        }
        try (var open = referrers.get()) {
            var aside =
                    source.reference()
                            .map(name -> new Lookaside(lookaside, name, options.registry()));
            return new EvidenceSearch(open, aside, trusted).all(source);
        }
    }

    private List<SubjectEvidence> all(ImageSource source) throws ProblemException {
        var all = new ArrayList<SubjectEvidence>();
        var everything = Findings.of(referrers);
        fitting =
                Findings.fitting(
                        everything.stream().flatMapToLong(EvidenceSearch::read), MAX_BYTES);
        for (var findings : everything) {
            var checks = new ArrayList<EvidenceCheck>(findings.unreadable());
            if (!findings.candidates().isEmpty()) {
                var content = referrers.subject(findings.subject());
                var subject = new Subject(findings.subject(), content);
                for (var candidate : findings.candidates()) {
                    checks.addAll(checks(candidate, subject));
                }
            }
            checks.addAll(gpg(findings.subject()));
            checks.sort(ORDER);
            boolean index = source.indexes().contains(findings.subject());
            all.add(new SubjectEvidence(findings.subject(), index, checks));
        }
        return all;
    }

    /// The sizes of what is read to be checked, once for each form that claims it.
    private static LongStream read(Findings findings) {
        return findings.candidates().stream()
                .flatMapToLong(one ->
                        EvidenceForms.BUILT_IN.stream()
                                .filter(form -> form.claims(one))
                                .filter(form -> one.sizeBytes() <= form.maxBytes())
                                .mapToLong(_ -> one.sizeBytes()));
    }

    private List<EvidenceCheck> gpg(Digest subject) throws ProblemException {
        if (lookaside.isEmpty()) {
            return List.of();
        }
        return lookaside.get().signatures(subject).stream()
                .map(one -> GpgSimpleSigning.check(one, subject, trusted.openPgp(), trusted.now()))
                .map(one -> SignedIdentity.standard().judge(one, lookaside.get().image()))
                .toList();
    }

    /// By each form that claims it.
    private List<EvidenceCheck> checks(Candidate candidate, Subject subject)
            throws ProblemException {
        var checks = new ArrayList<EvidenceCheck>();
        for (var form : EvidenceForms.BUILT_IN) {
            if (form.claims(candidate)) {
                checks.add(check(form, candidate, subject));
            }
        }
        if (checks.isEmpty()) {
            checks.add(
                    new Rejected(
                            candidate.source(Findings.NO_FORM),
                            Refusal.UNKNOWN_FORM,
                            candidate.mediaType()));
        }
        return checks;
    }

    private EvidenceCheck check(EvidenceForm form, Candidate candidate, Subject subject)
            throws ProblemException {
        if (form.maxBytes() == 0) {
            return form.check(candidate, new byte[0], subject, trusted);
        }
        if (candidate.sizeBytes() > form.maxBytes()) {
            return form.rejected(candidate, Refusal.TOO_LARGE, candidate.sizeBytes() + " bytes");
        }
        if (candidate.sizeBytes() > fitting) {
            return form.rejected(
                    candidate,
                    Refusal.TOO_LARGE,
                    "%d bytes, and all that stands beside the image is more than %d"
                            .formatted(candidate.sizeBytes(), MAX_BYTES));
        }
        try {
            var bytes = referrers.read(Findings.blob(candidate), form.maxBytes());
            return form.check(candidate, bytes, subject, trusted);
        } catch (ProblemException e) {
            if (!Referrers.isOfOne(e)) {
                throw e;
            }
            return form.rejected(candidate, Refusal.MISSING_BYTES, e.problem().what());
        }
    }
}
