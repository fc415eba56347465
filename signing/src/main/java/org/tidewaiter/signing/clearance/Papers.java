package org.tidewaiter.signing.clearance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.tidewaiter.image.OpenOptions;
import org.tidewaiter.image.Referrers;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.clearance.BreakGlass;
import org.tidewaiter.model.clearance.Clearance;
import org.tidewaiter.signing.charter.SignedCharter;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.find.Findings;
import org.tidewaiter.signing.form.Candidate;
import org.tidewaiter.signing.make.NewBundle;

/// What stands beside an image that lets it go aboard, of any stage.
///
/// @param clearances verified, each once, in the order of their ids
/// @param broken verified, likewise
/// @param refused what calls itself either, and is not; for people
/// @param unread why there may be more that nobody has read, for people; nothing where all was.
///   What somebody with the right to push can bring about is no reason to let anything pass
/// @param files the bytes of those that were verified, by their ids
public record Papers(
        List<Clearance> clearances,
        List<BreakGlass> broken,
        List<Refused> refused,
        Optional<String> unread,
        Map<Digest, byte[]> files) {
    public Papers {
        clearances = List.copyOf(clearances);
        broken = List.copyOf(broken);
        refused = List.copyOf(refused);
        files = Map.copyOf(files);
    }

    /// The bytes of one that was verified.
    public byte[] file(Digest id) {
        return Objects.requireNonNull(files.get(id));
    }

    /// @param digest of the bytes
    public record Refused(Digest digest, Refusal refusal, String detail) {}

    /// @param source of an image that was opened
    /// @param options as it was opened with
    /// @return empty where nothing is kept beside such images
    /// @throws RefusedException if the charter does not count
    /// @throws ProblemException those of [Referrers] but `too-many-attachments`: that nothing can
    ///   be told is never told as that there is nothing
    public static Papers beside(
            ImageSource source, OpenOptions options, SignedCharter charter, Instant now)
            throws RefusedException, ProblemException {
        var reading = new Reading(charter, ClearanceReader.of(charter, now), now);
        var place = Referrers.of(source, options);
        if (place.isPresent()) {
            try (var referrers = place.get()) {
                reading.addAll(referrers);
            }
        }
        return reading.papers();
    }

    /// What was read so far.
    private static final class Reading {
        private static final long MAX_BYTES = 64L << 20;

        private final SignedCharter charter;
        private final ClearanceReader reader;
        private final Instant now;
        private final Map<Digest, Clearance> clearances = new LinkedHashMap<>();
        private final Map<Digest, BreakGlass> broken = new LinkedHashMap<>();
        private final Map<Digest, Refused> refused = new LinkedHashMap<>();
        private Optional<String> unread = Optional.empty();
        private final Map<Digest, byte[]> files = new HashMap<>();

        Reading(SignedCharter charter, ClearanceReader reader, Instant now) {
            this.charter = charter;
            this.reader = reader;
            this.now = now;
        }

        void addAll(Referrers referrers) throws ProblemException {
            var candidates = candidates(referrers);
            long fitting =
                    Findings.fitting(
                            candidates.stream().mapToLong(Candidate::sizeBytes), MAX_BYTES);
            int left = 0;
            for (var candidate : candidates) {
                if (candidate.sizeBytes() > fitting) {
                    left++;
                } else {
                    add(candidate, referrers);
                }
            }
            if (left > 0) {
                unread =
                        Optional.of(
                                ("more than %d bytes are attached to the image: %d attachments"
                                                + " of more than %d bytes were not read")
                                        .formatted(MAX_BYTES, left, fitting));
            }
        }

        /// What may be any of these.
        private List<Candidate> candidates(Referrers referrers) throws ProblemException {
            try {
                return Findings.of(referrers).stream()
                        .flatMap(one -> one.candidates().stream())
                        .filter(one -> isWord(one) || one.mediaType().equals(NewBundle.TYPE))
                        .filter(one -> one.sizeBytes() <= most(one))
                        .toList();
            } catch (ProblemException e) {
                if (!e.problem().code().equals("too-many-attachments")) {
                    throw e;
                }
                unread = Optional.of(e.problem().what());
                return List.of();
            }
        }

        private static boolean isWord(Candidate candidate) {
            return candidate.mediaType().equals(BreakGlassFile.TYPE);
        }

        private static int most(Candidate candidate) {
            return isWord(candidate) ? BreakGlassFile.MAX_BYTES : ClearanceReader.MAX_BYTES;
        }

        private void add(Candidate candidate, Referrers referrers) throws ProblemException {
            boolean isWord = isWord(candidate);
            try {
                var file = bytes(candidate, referrers);
                if (isWord) {
                    var word = BreakGlassFile.read(file).verify(charter, now);
                    broken.put(word.id(), word);
                    files.put(word.id(), file);
                } else {
                    var clearance = reader.read(file);
                    clearances.put(clearance.id(), clearance);
                    files.put(clearance.id(), file);
                }
            } catch (RefusedException e) {
                if (isWord || isOfClearance(e.refusal())) {
                    refused.put(
                            candidate.digest(),
                            new Refused(candidate.digest(), e.refusal(), e.detail()));
                }
            }
        }

        /// Of other evidence nothing is said here.
        private static boolean isOfClearance(Refusal refusal) {
            return refusal != Refusal.NOT_A_CLEARANCE && refusal != Refusal.UNKNOWN_KEY;
        }

        private static byte[] bytes(Candidate candidate, Referrers referrers)
                throws ProblemException, RefusedException {
            try {
                return referrers.read(Findings.blob(candidate), most(candidate));
            } catch (ProblemException e) {
                if (Referrers.isOfOne(e)) {
                    throw new RefusedException(Refusal.MISSING_BYTES, e.problem().what());
                }
                throw e;
            }
        }

        Papers papers() {
            return new Papers(sorted(clearances), sorted(broken), sorted(refused), unread, files);
        }

        private static <T> List<T> sorted(Map<Digest, T> found) {
            var all = new ArrayList<T>();
            found.keySet().stream().sorted().forEach(id -> all.add(found.get(id)));
            return all;
        }
    }
}
