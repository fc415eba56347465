package org.tidewaiter.signing;

import java.util.List;
import java.util.stream.Stream;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Evidence;
import org.tidewaiter.signing.check.EvidenceCheck;

/// All that was found beside one manifest or index.
///
/// @param index whether it is an index that led to the image
/// @param checks in an order that does not depend on how they were listed
public record SubjectEvidence(Digest subject, boolean index, List<EvidenceCheck> checks) {
    public SubjectEvidence {
        checks = List.copyOf(checks);
    }

    public Stream<Evidence> verified() {
        return checks.stream()
                .filter(EvidenceCheck.Verified.class::isInstance)
                .map(check -> ((EvidenceCheck.Verified) check).evidence());
    }
}
