package org.tidewaiter.cli;

import org.tidewaiter.model.ProblemException;
import org.tidewaiter.vulnerability.store.AdvisoryStore;

/// The advisories that come with the program, so that the very first scan finds something true.
final class BuiltInSample {
    private BuiltInSample() {}

    static AdvisoryStore open() throws ProblemException {
        throw new ProblemException("todo", "todo", "todo");
    }
}
