package org.tidewaiter.scan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.image.OpenOptions;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.VexStatement;
import org.tidewaiter.policy.Decisions;
import org.tidewaiter.policy.IgnoreRule;
import org.tidewaiter.policy.Reason;
import org.tidewaiter.policy.Waiver;

/// Where decisions about findings come from.
///
/// @param vex that whoever scans has named
/// @param attached what is made of the VEX that is attached to the image
/// @param remarks what of all that was named could not be used
public record DecisionSources(
        List<Waiver> waivers,
        List<VexStatement> vex,
        List<IgnoreRule> ignored,
        Attached attached,
        List<Reason> remarks) {
    public static final DecisionSources NONE = ofWaivers(List.of());

    /// What is made of attached VEX.
    public enum Attached {
        /// It is not looked for, and nothing is asked for over the network.
        NOT_SOUGHT,
        /// It is looked for and told, and decides nothing.
        SHOWN,
        /// It decides as what whoever scans has named, though nobody verified who signed it.
        TRUSTED
    }

    public DecisionSources {
        waivers = List.copyOf(waivers);
        vex = List.copyOf(vex);
        ignored = List.copyOf(ignored);
        remarks = List.copyOf(remarks);
    }

    public static DecisionSources ofWaivers(List<Waiver> waivers) {
        return new DecisionSources(waivers, List.of(), List.of(), Attached.NOT_SOUGHT, List.of());
    }

    /// What there is about one image.
    ///
    /// @param options as the image was opened with
    GatheredDecisions gather(ImageSource source, OpenOptions options, LocalDate asOf) {
        return switch (attached) {
            case NOT_SOUGHT ->
                    new GatheredDecisions(
                            new Decisions(waivers, vex, ignored), Decisions.NONE, remarks, asOf);
            case SHOWN -> {
                var found = AttachedVex.of(source, options);
                yield new GatheredDecisions(
                        new Decisions(waivers, vex, ignored),
                        new Decisions(List.of(), found.statements(), List.of()),
                        with(found, "without --trust-attached-vex it decides nothing"),
                        asOf);
            }
            case TRUSTED -> {
                var found = AttachedVex.of(source, options);
                var all = new ArrayList<>(vex);
                all.addAll(found.statements());
                yield new GatheredDecisions(
                        new Decisions(waivers, all, ignored),
                        Decisions.NONE,
                        with(found, "it is believed, and nobody verified who signed it"),
                        asOf);
            }
        };
    }

    /// What there is about an inventory that was taken before, whose image is not asked for what is
    /// attached to it.
    GatheredDecisions withoutAttached(LocalDate asOf) {
        var all = new ArrayList<>(remarks);
        if (attached != Attached.NOT_SOUGHT) {
            all.add(
                    Reason.of(
                            "attached-vex",
                            "what is attached to an image is looked for by 'scan' and 'explain' only"));
        }
        return new GatheredDecisions(
                new Decisions(waivers, vex, ignored), Decisions.NONE, all, asOf);
    }

    /// @param standing what becomes of it
    private List<Reason> with(AttachedVex found, String standing) {
        var all = new ArrayList<>(remarks);
        if (found.documents() > 0) {
            all.add(
                    Reason.of(
                            "attached-vex",
                            "VEX is attached to the image (documents: %d, statements: %d); %s"
                                    .formatted(
                                            found.documents(),
                                            found.statements().size(),
                                            standing)));
        }
        found.remarks().forEach(remark -> all.add(Reason.of("attached-vex", remark)));
        return all;
    }
}
