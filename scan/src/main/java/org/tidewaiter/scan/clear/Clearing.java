package org.tidewaiter.scan.clear;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.tidewaiter.image.Image;
import org.tidewaiter.image.OpenOptions;
import org.tidewaiter.image.Referrers;
import org.tidewaiter.image.manifest.Descriptor;
import org.tidewaiter.image.manifest.IndexedImages;
import org.tidewaiter.image.manifest.MalformedManifestException;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.clearance.Head;
import org.tidewaiter.policy.AdvisoryFitness;
import org.tidewaiter.policy.Reason;
import org.tidewaiter.policy.rule.Policy;
import org.tidewaiter.scan.ImageScan;
import org.tidewaiter.scan.InventoryTaking;
import org.tidewaiter.scan.ScanContext;
import org.tidewaiter.scan.fact.EvidenceFacts;
import org.tidewaiter.scan.fact.ScanFacts;
import org.tidewaiter.signing.EvidenceSearch;
import org.tidewaiter.signing.charter.Charter;
import org.tidewaiter.signing.charter.SignedCharter;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.clearance.ClearanceReader;
import org.tidewaiter.signing.clearance.HeadFile;
import org.tidewaiter.signing.clearance.HeadPlace;
import org.tidewaiter.signing.clearance.Papers;
import org.tidewaiter.signing.lookaside.LookasideConfiguration;
import org.tidewaiter.signing.stage.CharterTrust;
import org.tidewaiter.signing.stage.StageVerdict;

/// Asks all that must be asked before an image is cleared for a stage: who has spoken, what is in
/// it, what the rules say of that, and what was withdrawn. Nothing is signed here.
///
/// @param charter that is in force at `now`
/// @param stage one of the charter's
/// @param repository where the image's name does not say it
/// @param lookaside where GPG signatures are
/// @param others heads of the stage that are not kept in the image's repository
public record Clearing(
        SignedCharter charter,
        String stage,
        Policy policy,
        Optional<String> repository,
        LookasideConfiguration lookaside,
        List<Head> others,
        Instant now) {
    public Clearing {
        others = List.copyOf(others);
    }

    /// @param certifier the charter's name for who would sign; nothing where nobody would
    /// @throws RefusedException if the charter does not count, or names nobody who clears
    /// @throws ProblemException `advisories-not-fit`, and where anything that must be known cannot
    ///   be told
    public ClearingAnswer judge(
            Image image, InventoryTaking taking, ScanContext context, Optional<String> certifier)
            throws RefusedException, ProblemException, IOException {
        var inForce = charter.inForce(now);
        var role = ClearanceReader.certifierOf(inForce, stage);
        var excused =
                AdvisoryFitness.require(context.gate().limits(), context.data(), context.asOf());
        var source = image.source();
        var found =
                EvidenceSearch.of(source, taking.open(), lookaside, CharterTrust.of(inForce, now));
        var name = source.reference().map(Clearing::name).or(() -> repository);
        var verdict = StageVerdict.of(inForce, stage, name, found, now);
        var report = new ImageScan(taking, context).scan(image);
        var facts = ScanFacts.of(report, stage, now, Optional.of(EvidenceFacts.of(verdict, found)));
        return new ClearingAnswer(
                source,
                name,
                role,
                found,
                verdict,
                report,
                facts,
                policy.judgeImage(facts),
                hindrance(inForce, role, verdict, certifier),
                excused,
                subjects(source, taking.open()),
                Papers.beside(source, taking.open(), charter, now),
                head(source, name.orElse(""), taking),
                others);
    }

    /// All that the certifier has said of the image counts here, also what counts for nothing else;
    /// and where its role cannot be told, in each in which they could have said it.
    private static Optional<Reason> hindrance(
            Charter charter, String role, StageVerdict verdict, Optional<String> certifier) {
        var others = charter.role(role).apartFrom();
        return verdict.evidence().stream()
                .filter(one -> one.holder().isPresent() && one.holder().equals(certifier))
                .flatMap(one -> one.possibleRoles(charter).stream())
                .filter(it -> others.contains(it))
                .findFirst()
                .map(other ->
                        Reason.of(
                                "charter",
                                "%s has spoken in %s, and must not clear what they have had a hand in"
                                        .formatted(certifier.orElseThrow(), other)));
    }

    private static String name(ImageReference reference) {
        return reference.registry() + "/" + reference.repository();
    }

    /// The image and its configuration; and each index that leads to no other image, since then all
    /// that it stands for was read.
    public static SortedSet<Digest> subjects(ImageSource source, OpenOptions options)
            throws ProblemException, IOException {
        var subjects = new TreeSet<Digest>();
        source.digest().ifPresent(subjects::add);
        source.configDigest().ifPresent(subjects::add);
        try (var referrers = Referrers.of(source, options).orElseThrow()) {
            for (var index : source.indexes()) {
                if (leadsToOne(referrers.subject(index))) {
                    subjects.add(index);
                }
            }
        }
        return subjects;
    }

    private static boolean leadsToOne(byte[] index) throws IOException {
        try {
            var others = IndexedImages.readAll(new ByteArrayInputStream(index)).stream();
            return others.filter(one -> !isForNoMachine(one)).count() == 1;
        } catch (MalformedManifestException _) {
            return false;
        }
    }

    /// As statements about images are listed; an annotation that calls it one is not enough.
    private static boolean isForNoMachine(Descriptor listed) {
        return listed.platform().filter(it -> it.os().equals("unknown")).isPresent();
    }

    private Optional<Head> head(ImageSource source, String of, InventoryTaking taking)
            throws RefusedException, ProblemException, IOException {
        var file = new HeadPlace(source, taking.open()).find(stage);
        return file.isEmpty()
                ? Optional.empty()
                : Optional.of(HeadFile.readOf(of, stage, file.get(), charter, now));
    }
}
