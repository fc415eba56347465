package org.tidewaiter.signing.find;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.tidewaiter.image.Attachment;
import org.tidewaiter.image.Referrers;
import org.tidewaiter.image.manifest.ArtifactManifest;
import org.tidewaiter.image.manifest.Descriptor;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.EvidenceSource;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.check.EvidenceCheck.Rejected;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.form.Candidate;

/// All that stands beside one manifest or index.
///
/// @param unreadable whatever is there, it is no evidence
public record Findings(Digest subject, List<Candidate> candidates, List<Rejected> unreadable) {
    private static final int MAX_CANDIDATES = 1000;

    /// The form of what is of none.
    public static final String NO_FORM = "none";

    public Findings {
        candidates = List.copyOf(candidates);
        unreadable = List.copyOf(unreadable);
    }

    /// @return for each subject, the outermost index first
    /// @throws ProblemException where what there is cannot be told, or not all of it
    public static List<Findings> of(Referrers referrers) throws ProblemException {
        var attachments = referrers.attachments();
        var found = new ArrayList<Findings>();
        int count = 0;
        for (var subject : referrers.subjects()) {
            var findings = of(subject, attachments);
            count += findings.candidates.size();
            found.add(findings);
        }
        if (count > MAX_CANDIDATES) {
            throw new ProblemException(
                    "too-many-attachments",
                    "more than %d things are attached to the image".formatted(MAX_CANDIDATES),
                    "ask who keeps the image to remove those that are not needed");
        }
        return found;
    }

    /// Up to which size everything can be read in so many bytes: whoever puts what is large beside
    /// an image keeps nobody from reading what is small. It does not depend on the order of the
    /// sizes.
    public static long fitting(LongStream sizes, long maxBytes) {
        long read = 0;
        long largest = -1;
        long fits = -1;
        for (long size : sizes.sorted().toArray()) {
            if (size > largest) {
                fits = largest;
                largest = size;
            }
            read += size;
            if (read > maxBytes) {
                return fits;
            }
        }
        return Long.MAX_VALUE;
    }

    private static Findings of(Digest subject, List<Attachment> attachments) {
        var candidates = new ArrayList<Candidate>();
        var unreadable = new ArrayList<Rejected>();
        for (var one : attachments) {
            if (!one.beside().equals(subject)) {
                continue;
            }
            var manifest = one.manifest();
            if (manifest.isEmpty()) {
                unreadable.add(rejected(one, Refusal.UNREADABLE_MANIFEST, one.flaw()));
            } else if (manifest.get().blobs().isEmpty()) {
                unreadable.add(rejected(one, Refusal.UNKNOWN_FORM, manifest.get().artifactType()));
            } else {
                candidates.addAll(candidates(one, manifest.get()));
            }
        }
        return new Findings(subject, candidates, unreadable);
    }

    private static Rejected rejected(Attachment one, Refusal refusal, String detail) {
        return new Rejected(
                new EvidenceSource(NO_FORM, one.place(), one.digest()), refusal, detail);
    }

    private static List<Candidate> candidates(Attachment attachment, ArtifactManifest manifest) {
        return manifest.blobs().stream()
                .map(blob -> candidate(attachment, manifest, blob))
                .toList();
    }

    private static Candidate candidate(
            Attachment attachment, ArtifactManifest manifest, Descriptor blob) {
        return new Candidate(
                attachment.found(),
                attachment.place(),
                blob.digest(),
                blob.sizeBytes(),
                blob.mediaType(),
                manifest.artifactType(),
                blob.annotations(),
                manifest.subject());
    }

    /// What leads to the bytes of a candidate.
    public static Descriptor blob(Candidate candidate) {
        return new Descriptor(
                candidate.mediaType(),
                candidate.digest(),
                candidate.sizeBytes(),
                Optional.empty(),
                candidate.annotations());
    }
}
