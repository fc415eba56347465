package org.tidewaiter.signing.clearance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
public record Papers(List<Clearance> clearances, List<BreakGlass> broken, List<Refused> refused) {
    public Papers {
        clearances = List.copyOf(clearances);
        broken = List.copyOf(broken);
        refused = List.copyOf(refused);
    }

    /// @param digest of the bytes
    public record Refused(Digest digest, Refusal refusal, String detail) {}

    /// @param source of an image that was opened
    /// @param options as it was opened with
    /// @return empty where nothing is kept beside such images
    /// @throws RefusedException if the charter does not count
    /// @throws ProblemException those of [Referrers]: that nothing can be told is never told as
    ///   that there is nothing
    public static Papers beside(
            ImageSource source, OpenOptions options, SignedCharter charter, Instant now)
            throws RefusedException, ProblemException {
        var reading = new Reading(charter, ClearanceReader.of(charter, now), now);
        var place = Referrers.of(source, options);
        if (place.isPresent()) {
            try (var referrers = place.get()) {
                for (var findings : Findings.of(referrers)) {
                    for (var candidate : findings.candidates()) {
                        reading.add(candidate, referrers);
                    }
                }
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
        private long bytes;

        Reading(SignedCharter charter, ClearanceReader reader, Instant now) {
            this.charter = charter;
            this.reader = reader;
            this.now = now;
        }

        void add(Candidate candidate, Referrers referrers) throws ProblemException {
            boolean isWord = candidate.mediaType().equals(BreakGlassFile.TYPE);
            if (!isWord && !candidate.mediaType().equals(NewBundle.TYPE)) {
                return;
            }
            try {
                int most = isWord ? BreakGlassFile.MAX_BYTES : ClearanceReader.MAX_BYTES;
                var file = bytes(candidate, referrers, most);
                if (file.isEmpty()) {
                    return;
                }
                if (isWord) {
                    var word = BreakGlassFile.read(file.get()).verify(charter, now);
                    broken.put(word.id(), word);
                } else {
                    var clearance = reader.read(file.get());
                    clearances.put(clearance.id(), clearance);
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

        /// @return nothing for what is too large to be any of these
        private Optional<byte[]> bytes(Candidate candidate, Referrers referrers, int most)
                throws ProblemException, RefusedException {
            if (candidate.sizeBytes() > most) {
                return Optional.empty();
            }
            bytes += candidate.sizeBytes();
            if (bytes > MAX_BYTES) {
                throw new ProblemException(
                        "too-many-attachments",
                        "more than %d bytes are attached to the image".formatted(MAX_BYTES),
                        "ask who keeps the image to remove those that are not needed");
            }
            try {
                return Optional.of(referrers.read(Findings.blob(candidate), most));
            } catch (ProblemException e) {
                if (Referrers.isOfOne(e)) {
                    throw new RefusedException(Refusal.MISSING_BYTES, e.problem().what());
                }
                throw e;
            }
        }

        Papers papers() {
            return new Papers(sorted(clearances), sorted(broken), sorted(refused));
        }

        private static <T> List<T> sorted(Map<Digest, T> found) {
            var all = new ArrayList<T>();
            found.keySet().stream().sorted().forEach(id -> all.add(found.get(id)));
            return all;
        }
    }
}
