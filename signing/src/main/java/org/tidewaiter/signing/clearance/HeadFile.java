package org.tidewaiter.signing.clearance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Issuer;
import org.tidewaiter.model.clearance.Head;
import org.tidewaiter.model.clearance.Head.Lapsed;
import org.tidewaiter.model.clearance.Head.Withdrawn;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.signing.charter.Charter;
import org.tidewaiter.signing.charter.Role;
import org.tidewaiter.signing.charter.SignedCharter;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.envelope.DsseEnvelope;
import org.tidewaiter.signing.key.SigningKey;
import org.tidewaiter.signing.stage.RoleSigners;
import org.tidewaiter.signing.syntax.Part;

/// A head as it is signed and kept. It is verified whatever its age: whether it is fresh enough is
/// for who asks, and whether a newer one was seen for [HeadMemory].
public final class HeadFile {
    public static final int MAX_BYTES = 4 << 20;
    static final String TYPE = "application/vnd.tidewaiter.head.v1+json";
    static final int MAX_LISTED = 10_000;

    private HeadFile() {}

    /// @param head whose certifier is whoever has the key
    /// @param charter its id
    public static byte[] sign(Head head, Digest charter, SigningKey key) {
        var parts =
                new JsonParts()
                        .put("charter", charter)
                        .put("repository", head.repository())
                        .put("stage", head.stage())
                        .put("sequence", head.sequence())
                        .put("issued", head.issued())
                        .put("expires", head.expires())
                        .put("floor", head.floor())
                        .put("withdrawn", head.withdrawn(), HeadFile::withdrawn)
                        .put("lapsed", head.lapsed(), HeadFile::lapsed);
        return SignedParts.of(TYPE, parts).signedBy(key).toJson();
    }

    private static Json withdrawn(Withdrawn one) {
        return new JsonParts()
                .put("subjects", one.subjects())
                .put("at", one.at())
                .put("reason", one.reason())
                .json();
    }

    private static Json lapsed(Lapsed one) {
        return new JsonParts()
                .put("subjects", one.subjects())
                .put("at", one.at())
                .put("restartUntil", one.restartUntil())
                .put("reason", one.reason())
                .json();
    }

    /// @param now at which the charter and who signed must count
    /// @throws RefusedException if the charter does not count, or it is no head that a certifier of
    ///   its stage has signed
    public static Head read(byte[] file, SignedCharter charter, Instant now)
            throws RefusedException {
        var inForce = charter.inForce(now);
        var envelope = envelope(file);
        return read(envelope, SignedParts.payload(envelope, charter), inForce, now);
    }

    private static DsseEnvelope envelope(byte[] file) throws RefusedException {
        var envelope = DsseEnvelope.read(file, TYPE, MAX_BYTES);
        if (envelope.signatures().size() != 1) {
            throw new RefusedException(
                    Refusal.MANY_SIGNATURES, envelope.signatures().size() + " signatures");
        }
        return envelope;
    }

    private static Head read(DsseEnvelope envelope, Part parts, Charter charter, Instant now)
            throws RefusedException {
        var stage = parts.text("stage");
        var role = ClearanceReader.certifierOf(charter, stage);
        var signers = new RoleSigners(charter, role, now);
        var holder = signers.holders(envelope).getFirst();
        var head = head(parts, stage, holder);
        signers.requireFor(head.repository().isEmpty() ? List.of() : List.of(head.repository()));
        return head;
    }

    /// One for a repository and stage. Whoever may write where heads are kept can put a good one of
    /// another repository there, which says nothing of what was withdrawn here.
    ///
    /// @param repository empty where none is known; then it may be of any
    /// @throws RefusedException as when one is read, and `head-elsewhere`
    public static Head readOf(
            String repository, String stage, byte[] file, SignedCharter charter, Instant now)
            throws RefusedException {
        return requireOf(repository, stage, read(file, charter, now));
    }

    /// One that was signed by who was a certifier then, and may be none any more, for another one
    /// who takes over what it says. It counts for nobody else: when it was signed only its signer
    /// says.
    ///
    /// @param now at which the charter must count
    /// @throws RefusedException as when one of a place is read; also if its signer was no certifier
    ///   when it says that it was signed, or was revoked from an earlier time on
    public static Head readFormer(
            String repository, String stage, byte[] file, SignedCharter charter, Instant now)
            throws RefusedException {
        charter.inForce(now);
        var envelope = envelope(file);
        var parts = SignedParts.payload(envelope, charter);
        var issued = parts.time("issued");
        if (issued.isAfter(now)) {
            throw new RefusedException(Refusal.SIGNED_IN_FUTURE, issued.toString());
        }
        return requireOf(
                repository, stage, read(envelope, parts, charter.asKnownNow(issued), issued));
    }

    private static Head requireOf(String repository, String stage, Head head)
            throws RefusedException {
        boolean isOfRepository = repository.isEmpty() || head.repository().equals(repository);
        if (!isOfRepository || !head.stage().equals(stage)) {
            throw new RefusedException(
                    Refusal.HEAD_ELSEWHERE,
                    "it is of %s, stage %s"
                            .formatted(
                                    head.repository().isEmpty()
                                            ? "all repositories"
                                            : head.repository(),
                                    head.stage()));
        }
        return head;
    }

    /// Whether who has a key is a certifier of a stage.
    static boolean isByCertifier(Digest key, String stage, SignedCharter charter, Instant now) {
        try {
            var inForce = charter.inForce(now);
            var role = ClearanceReader.certifierOf(inForce, stage);
            new RoleSigners(inForce, role, now).holder(new Issuer.Key(key, ""));
            return true;
        } catch (RefusedException _) {
            return false;
        }
    }

    /// The fingerprint of the key that it says it is signed with; whether it is, is seen when it is
    /// read.
    static Digest signer(byte[] file) throws RefusedException {
        var keyId = envelope(file).signatures().getFirst().keyId();
        return Digest.parse(keyId)
                .orElseThrow(() -> new RefusedException(Refusal.MALFORMED_DIGEST, "keyid"));
    }

    /// Of what is signed, whoever has signed it and however often.
    ///
    /// @throws RefusedException if it is no head
    public static Digest digest(byte[] file) throws RefusedException {
        return VerifiedBytes.sha256(DsseEnvelope.read(file, TYPE, MAX_BYTES).payload());
    }

    private static Head head(Part parts, String stage, String holder) throws RefusedException {
        parts.only(
                "charter",
                "repository",
                "stage",
                "sequence",
                "issued",
                "expires",
                "floor",
                "withdrawn",
                "lapsed");
        var repository = parts.text("repository");
        if (!repository.isEmpty()
                && (repository.contains("*") || !Role.isRepositories(repository))) {
            throw new RefusedException(Refusal.WRONG_PART, parts.at("repository"));
        }
        var issued = parts.time("issued");
        var expires = parts.time("expires");
        if (!issued.isBefore(expires)) {
            throw new RefusedException(Refusal.OUT_OF_ORDER, "it ends before it begins");
        }
        return new Head(
                repository,
                stage,
                parts.count("sequence"),
                issued,
                expires,
                parts.count("floor"),
                withdrawn(parts),
                lapsed(parts),
                holder);
    }

    private static List<Withdrawn> withdrawn(Part parts) throws RefusedException {
        var all = new ArrayList<Withdrawn>();
        for (var one : listed(parts, "withdrawn")) {
            one.only("subjects", "at", "reason");
            all.add(new Withdrawn(subjects(one), one.time("at"), SignedParts.words(one, "reason")));
        }
        return all;
    }

    private static List<Lapsed> lapsed(Part parts) throws RefusedException {
        var all = new ArrayList<Lapsed>();
        for (var one : listed(parts, "lapsed")) {
            one.only("subjects", "at", "restartUntil", "reason");
            all.add(
                    new Lapsed(
                            subjects(one),
                            one.time("at"),
                            one.time("restartUntil"),
                            SignedParts.words(one, "reason")));
        }
        return all;
    }

    private static List<Part> listed(Part parts, String name) throws RefusedException {
        var all = parts.objects(name);
        if (all.size() > MAX_LISTED) {
            throw new RefusedException(
                    Refusal.TOO_LARGE, "%s has %d items".formatted(name, all.size()));
        }
        return all;
    }

    private static SortedSet<Digest> subjects(Part one) throws RefusedException {
        var subjects = one.digests("subjects");
        if (subjects.isEmpty()) {
            throw new RefusedException(Refusal.NO_SUBJECT, one.at("subjects"));
        }
        return subjects;
    }
}
