package org.tidewaiter.checks.host.kubernetes;

import java.io.Serial;

/// A file of a benchmark is not in the format of kube-bench.
public final class MalformedBenchmarkException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    /// @param what for people, with the file and the line
    public MalformedBenchmarkException(String what) {
        super(what);
    }
}
