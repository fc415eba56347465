package org.tidewaiter.scan.fix;

import java.util.List;
import java.util.Optional;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.scan.report.FixStep;
import org.tidewaiter.scan.report.Notes;

/// What to do about the findings of an image, in this order, and what is left then.
///
/// An action is another base image, or an upgrade: of all packages that were built from one source
/// package, or of one package of a language wherever it is. A plan is the best of all sets of
/// actions: it leaves fewest findings; of those that do, it has fewest actions; of those, fewest
/// upgrades to another major version; of those, the lowest versions, and the base whose name comes
/// first. Findings are counted by matching again what the actions make of the image.
///
/// @param base the image to build on, where another is better
/// @param actions how many there are; one step can hold several, as the distribution's one command
///   does
/// @param before the findings that it was made for
/// @param remaining the findings that are left, most urgent first
/// @param introduced those of the remaining that an action brings
/// @param unknown packages of which nobody knows what becomes of them on the other base; their
///   findings are among the remaining
/// @param notes about the findings of the image as it is
public record FixPlan(
        List<FixStep> steps,
        Optional<String> base,
        int actions,
        int majors,
        List<Finding.Vulnerability> before,
        List<Finding.Vulnerability> remaining,
        List<Finding.Vulnerability> introduced,
        List<SoftwarePackage> unknown,
        Notes notes) {
    public FixPlan {
        steps = List.copyOf(steps);
        before = List.copyOf(before);
        remaining = List.copyOf(remaining);
        introduced = List.copyOf(introduced);
        unknown = List.copyOf(unknown);
    }

    public FixPlan withNotes(Notes known) {
        return new FixPlan(
                steps, base, actions, majors, before, remaining, introduced, unknown, known);
    }
}
