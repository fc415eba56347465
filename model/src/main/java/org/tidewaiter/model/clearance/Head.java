package org.tidewaiter.model.clearance;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.tidewaiter.model.Digest;

/// What has become of the clearances of a repository and stage: short-lived, so that nobody can
/// hold back a withdrawal for long. One of this type has been verified as [Clearance] is.
///
/// @param repository `registry/repository`; empty for all of a certifier
/// @param sequence one more than that of the head before
/// @param expires from then on a door does not know any more what was withdrawn
/// @param floor clearances of a lower epoch count no more
/// @param withdrawn never again, whatever they say
/// @param lapsed whose images may start again until a time, and not anew
public record Head(
        String repository,
        String stage,
        long sequence,
        Instant issued,
        Instant expires,
        long floor,
        List<Withdrawn> withdrawn,
        List<Lapsed> lapsed,
        String certifier) {
    public Head {
        withdrawn = List.copyOf(withdrawn);
        lapsed = List.copyOf(lapsed);
    }

    /// Every clearance of an image, also one that nobody knew of, and one that was issued later; or
    /// one clearance alone.
    ///
    /// @param subjects the image, as the subjects of a clearance name it, or a clearance's id
    public record Withdrawn(SortedSet<Digest> subjects, Instant at, String reason) {
        public Withdrawn {
            subjects = Collections.unmodifiableSortedSet(new TreeSet<>(subjects));
        }
    }

    /// Every clearance of an image that was issued until then.
    ///
    /// @param subjects the image, as the subjects of a clearance name it
    /// @param reason why none was renewed
    public record Lapsed(
            SortedSet<Digest> subjects, Instant at, Instant restartUntil, String reason) {
        public Lapsed {
            subjects = Collections.unmodifiableSortedSet(new TreeSet<>(subjects));
        }
    }
}
