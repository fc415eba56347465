package org.tidewaiter.signing.stage;

import java.util.List;
import org.tidewaiter.model.Digest;
import org.tidewaiter.signing.SubjectEvidence;
import org.tidewaiter.signing.charter.Stage.Covers;

/// What of an image must be spoken about.
///
/// @param asked of each list, about any one
record Coverage(List<List<Digest>> asked) {
    Coverage {
        asked = asked.stream().map(List::copyOf).distinct().toList();
    }

    /// @param found the outermost index first, the image last
    static Coverage of(Covers covers, List<SubjectEvidence> found) {
        var all = found.stream().map(SubjectEvidence::subject).toList();
        var index = List.of(all.getFirst());
        var image = List.of(all.getLast());
        return new Coverage(
                switch (covers) {
                    case EITHER -> List.of(all);
                    case IMAGE -> List.of(image);
                    case INDEX -> List.of(index);
                    case BOTH -> List.of(index, image);
                });
    }

    boolean includes(Digest subject) {
        return asked.stream().anyMatch(one -> one.contains(subject));
    }
}
