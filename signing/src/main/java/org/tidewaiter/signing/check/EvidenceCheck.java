package org.tidewaiter.signing.check;

import org.tidewaiter.model.Evidence;
import org.tidewaiter.model.EvidenceSource;

/// What came of checking one candidate.
public sealed interface EvidenceCheck {
    EvidenceSource source();

    /// @param statement the exact bytes that were signed; what is read further is read from these
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Verified(Evidence evidence, byte[] statement) implements EvidenceCheck {
        @Override
        public EvidenceSource source() {
            return evidence.source();
        }
    }

    /// @param detail the value at fault; empty where there is none to show
    record Rejected(EvidenceSource source, Refusal refusal, String detail)
            implements EvidenceCheck {}
}
