package org.tidewaiter.model;

import java.io.Serial;

/// Carries a [Problem] to the place that shows it.
public class ProblemException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.what());
        this.problem = problem;
    }

    public ProblemException(Problem problem, Throwable cause) {
        super(problem.what(), cause);
        this.problem = problem;
    }

    public ProblemException(String code, String what, String mend) {
        this(new Problem(code, what, mend));
    }

    public Problem problem() {
        return problem;
    }
}
