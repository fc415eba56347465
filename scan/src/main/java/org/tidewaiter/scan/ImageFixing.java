package org.tidewaiter.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.scan.base.BaseImage;
import org.tidewaiter.scan.fix.FixCommands;
import org.tidewaiter.scan.fix.FixPlan;
import org.tidewaiter.scan.fix.FixPlanning.Rebased;
import org.tidewaiter.scan.fix.Rebase;

/// Finds what to do about the findings of an image.
///
/// @param context whose filter says which findings matter
public record ImageFixing(ScanContext context, FixCommands commands) {
    /// @param base what the image is built on, where that is known
    /// @param candidates what it could be built on, by name
    /// @throws ProblemException `base-unknown` if there are candidates and it is not known what
    ///   they would replace; with the codes of [ImageScan#judge]
    public FixPlan plan(
            Inventory image, Optional<BaseImage> base, Map<String, Inventory> candidates)
            throws ProblemException {
        var rebased = new ArrayList<Rebased>();
        for (var one : candidates.entrySet()) {
            var current =
                    base.orElseThrow(() ->
                            new ProblemException(
                                    "base-unknown",
                                    "it is not known which layers of '%s' the base '%s' would replace"
                                            .formatted(image.source().name(), one.getKey()),
                                    "name what it is built on with --base, or note it by"
                                            + " 'tidewaiter base add'"));
            var rebase = Rebase.of(image, current, one.getValue());
            rebased.add(new Rebased(one.getValue().source(), rebase.inventory(), rebase.unknown()));
        }
        return ImageScan.planning(context, commands)
                .plan(image, List.copyOf(rebased))
                .withNotes(ImageScan.notes(image, context));
    }
}
