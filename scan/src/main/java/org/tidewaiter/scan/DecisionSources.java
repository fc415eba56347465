package org.tidewaiter.scan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tidewaiter.image.OpenOptions;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.VexStatement;
import org.tidewaiter.policy.Decisions;
import org.tidewaiter.policy.IgnoreRule;
import org.tidewaiter.policy.Reason;
import org.tidewaiter.policy.Waiver;
import org.tidewaiter.policy.WaiverTerms;

/// Where decisions about findings come from.
///
/// @param terms on which waivers count
/// @param vex that whoever scans has named
/// @param attached what is made of the VEX that is attached to the image
/// @param signed what of it counts since it is known who signed it; nothing where nobody is
///   believed
/// @param remarks what of all that was named could not be used
public record DecisionSources(
        List<Waiver> waivers,
        WaiverTerms terms,
        List<VexStatement> vex,
        List<IgnoreRule> ignored,
        Attached attached,
        Optional<SignedVex> signed,
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
        return new DecisionSources(
                waivers,
                WaiverTerms.NONE,
                List.of(),
                List.of(),
                Attached.NOT_SOUGHT,
                Optional.empty(),
                List.of());
    }

    /// What there is about one image.
    ///
    /// @param options as the image was opened with
    /// @throws ProblemException where signed VEX counts and cannot be told
    GatheredDecisions gather(ImageSource source, OpenOptions options, LocalDate asOf)
            throws ProblemException {
        var known = signed.isPresent() ? signed.get().of(source, options) : SignedVex.Found.NONE;
        var documents = known.documents();
        var believed = AttachedVex.ofSigned(documents, source);
        var heard = new ArrayList<>(vex);
        heard.addAll(believed.statements());
        var told = new ArrayList<>(remarks);
        told.addAll(notes(believed.remarks()));
        told.addAll(notes(known.remarks()));
        var judged = terms.judge(waivers, source);
        if (attached == Attached.NOT_SOUGHT && signed.isEmpty()) {
            return new GatheredDecisions(
                    new Decisions(judged, heard, ignored, terms.stage()),
                    Decisions.NONE,
                    told,
                    asOf);
        }
        var verified = documents.stream().map(SignedVex.Document::blob).collect(Collectors.toSet());
        var found = AttachedVex.of(source, options, verified);
        told.addAll(notes(found));
        if (attached == Attached.TRUSTED) {
            heard.addAll(found.statements());
            return new GatheredDecisions(
                    new Decisions(judged, heard, ignored, terms.stage()),
                    Decisions.NONE,
                    told,
                    asOf);
        }
        return new GatheredDecisions(
                new Decisions(judged, heard, ignored, terms.stage()),
                new Decisions(List.of(), found.statements(), List.of()),
                told,
                asOf);
    }

    private List<Reason> notes(AttachedVex found) {
        var all = new ArrayList<Reason>();
        if (found.documents() > 0) {
            all.add(
                    Reason.of(
                            "attached-vex",
                            "VEX is attached to the image (documents: %d, statements: %d); %s"
                                    .formatted(
                                            found.documents(),
                                            found.statements().size(),
                                            standing())));
        }
        all.addAll(notes(found.remarks()));
        return all;
    }

    private static List<Reason> notes(List<String> remarks) {
        return remarks.stream().map(one -> Reason.of("attached-vex", one)).toList();
    }

    /// What becomes of what nobody has verified.
    private String standing() {
        if (attached == Attached.TRUSTED) {
            return "it is believed, and nobody verified who signed it";
        }
        return signed.isPresent()
                ? "it is not signed by who is believed (--vex-key, --charter), and decides nothing"
                : "without --trust-attached-vex it decides nothing";
    }

    /// What there is about an inventory that was taken before, whose image is not asked for what is
    /// attached to it.
    GatheredDecisions withoutAttached(LocalDate asOf) {
        var all = new ArrayList<>(remarks);
        if (attached != Attached.NOT_SOUGHT || signed.isPresent()) {
            all.add(
                    Reason.of(
                            "attached-vex",
                            "what is attached to an image is looked for by 'scan' and 'explain' only"));
        }
        return new GatheredDecisions(
                new Decisions(waivers, vex, ignored), Decisions.NONE, all, asOf);
    }
}
