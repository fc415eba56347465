package org.tidewaiter.policy.fact;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// All that a rule may look at. A group that is not there is not known, which is not the same as
/// empty: a rule that asks for it cannot be evaluated, and denies.
///
/// What can be known depends on the moment. Where an image is judged, its content and the evidence
/// are; at a door, what is asked for, and of the image what the engine and the clearance tell.
public record Facts(
        @Means("the stage that the image is to go to: `dev`, `stage`, `prod`") String stage,
        @Means("the time of the decision") Instant now,
        @Means("the image itself") Optional<ImageFacts> image,
        @Means(value = "what is in it", known = Means.Known.CLEARING)
                Optional<InventoryFacts> inventory,
        @Means(
                        value =
                                "the known flaws that stand, after VEX and waivers; what a flag"
                                        + " hides or a foreign ignore file ignores is there",
                        known = Means.Known.CLEARING)
                Optional<List<FlawFact>> findings,
        @Means(value = "secrets that were left in it", known = Means.Known.CLEARING)
                Optional<List<CheckFact>> secrets,
        @Means(value = "settings that should be otherwise", known = Means.Known.CLEARING)
                Optional<List<CheckFact>> settings,
        @Means(value = "what it does not need", known = Means.Known.CLEARING)
                Optional<List<CheckFact>> clutter,
        @Means(value = "licences that need a look", known = Means.Known.CLEARING)
                Optional<List<CheckFact>> licences,
        @Means(
                        value = "the waivers that took a finding out of the lists above",
                        known = Means.Known.CLEARING)
                Optional<List<WaiverFact>> waivers,
        @Means("what holders of the charter have signed about it, as far as it counts")
                Optional<List<EvidenceFact>> evidence,
        @Means(value = "how the container is to run", known = Means.Known.DOOR)
                Optional<WorkloadFacts> workload,
        @Means(value = "who asks for what, and how", known = Means.Known.DOOR)
                Optional<RequestFacts> request,
        @Means(value = "what was decided about the image before", known = Means.Known.DOOR)
                Optional<PriorFacts> prior,
        @Means(value = "the advisories that the findings rest on", known = Means.Known.CLEARING)
                Optional<DataFacts> data) {
    /// Where nothing is known yet.
    public static Facts of(String stage, Instant now) {
        return new Facts(
                stage,
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// What is known at a door.
    ///
    /// @param image where it is known which one it is about
    /// @param workload where it is about a container
    public Facts asked(
            Optional<ImageFacts> image, Optional<WorkloadFacts> workload, RequestFacts request) {
        return new Facts(
                stage,
                now,
                image,
                inventory,
                findings,
                secrets,
                settings,
                clutter,
                licences,
                waivers,
                evidence,
                workload,
                Optional.of(request),
                prior,
                data);
    }

    /// @param known nothing where nobody has looked
    public Facts withEvidence(Optional<List<EvidenceFact>> known) {
        return new Facts(
                stage, now, image, inventory, findings, secrets, settings, clutter, licences,
                waivers, known, workload, request, prior, data);
    }

    /// With what was decided before.
    public Facts withPrior(PriorFacts decided) {
        return new Facts(
                stage,
                now,
                image,
                inventory,
                findings,
                secrets,
                settings,
                clutter,
                licences,
                waivers,
                evidence,
                workload,
                request,
                Optional.of(decided),
                data);
    }

    /// With what is asked for.
    public Facts withRequest(RequestFacts other) {
        return asked(image, workload, other);
    }

    /// The same at another stage and time.
    public Facts at(String otherStage, Instant otherTime) {
        return new Facts(
                otherStage,
                otherTime,
                image,
                inventory,
                findings,
                secrets,
                settings,
                clutter,
                licences,
                waivers,
                evidence,
                workload,
                request,
                prior,
                data);
    }
}
