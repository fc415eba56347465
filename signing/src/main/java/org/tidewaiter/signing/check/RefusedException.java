package org.tidewaiter.signing.check;

import java.io.Serial;

/// Leaves the checking of a candidate at the first thing that is wrong. Whoever checks makes an
/// [EvidenceCheck.Rejected] of it.
public final class RefusedException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    private final Refusal refusal;
    private final String detail;

    public RefusedException(Refusal refusal, String detail) {
        super(refusal.code() + ": " + detail);
        this.refusal = refusal;
        this.detail = detail;
    }

    public Refusal refusal() {
        return refusal;
    }

    public String detail() {
        return detail;
    }
}
