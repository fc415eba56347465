package org.tidewaiter.checks.host;

import java.util.List;

/// One thing that a benchmark wants of a host. Data, in our own words.
///
/// @param id as the benchmark numbers it: `2.14`
/// @param title what is wanted, in one line without a full stop
/// @param isAutomated whether something can be read that tells; otherwise a person has to look
/// @param isScored whether it counts in the score; what does not is advice, and a warning at most
/// @param audit what is read, for people who would read it themselves
/// @param mend what to do, as a command or a setting where one does it
/// @param guides items of other guides that it answers, as `NIST SP 800-190 4.4.3`
public record Control(
        String id,
        String title,
        boolean isAutomated,
        boolean isScored,
        String audit,
        String mend,
        List<String> guides) {
    public Control {
        if (id.isBlank() || title.isBlank()) {
            throw new IllegalArgumentException("a control has an id and a title: " + id);
        }
        guides = List.copyOf(guides);
    }
}
