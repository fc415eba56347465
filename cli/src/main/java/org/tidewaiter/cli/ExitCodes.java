package org.tidewaiter.cli;

/// What the program ends with. Scripts rely on them.
public final class ExitCodes {
    /// Done; no gate refused.
    public static final int PASSED = 0;

    /// A [org.tidewaiter.model.Problem]: what was asked for could not be done.
    public static final int PROBLEM = 1;

    /// A gate or a verification refused; `--exit-code` replaces it.
    public static final int REFUSED = 2;

    private ExitCodes() {}
}
