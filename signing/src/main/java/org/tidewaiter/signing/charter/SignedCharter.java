package org.tidewaiter.signing.charter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.model.Digest;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.envelope.DsseEnvelope;

/// A charter with its whole history, each version of which the owners have signed: those that it
/// names, and those of the version before. That it is the newest there is, it cannot say of itself.
public final class SignedCharter {
    /// In all versions together. A slow one takes two milliseconds; a longer one more, by the
    /// square of its length.
    private static final int MAX_SIGNATURES = 4000;

    private static final int USUAL_BYTES = 512;

    private final List<Version> versions;

    private SignedCharter(List<Version> versions) {
        this.versions = List.copyOf(versions);
    }

    /// One version.
    ///
    /// @param digest of the bytes that were signed
    /// @param signers holders of this version and the one before, each once
    public record Version(
            Charter charter, Digest digest, DsseEnvelope envelope, SortedSet<String> signers) {}

    /// @param envelopes the versions from the first on
    /// @throws RefusedException if one of them does not follow the one before
    public static SignedCharter of(List<DsseEnvelope> envelopes) throws RefusedException {
        if (envelopes.isEmpty()) {
            throw new RefusedException(Refusal.CHARTER_NO_FIRST_VERSION, "");
        }
        if (envelopes.size() > CharterRules.MAX_VERSIONS) {
            throw new RefusedException(
                    Refusal.CHARTER_TOO_LARGE, "%d versions".formatted(envelopes.size()));
        }
        requireFewSignatures(envelopes);
        var reader = new CharterReader(Optional.empty());
        var versions = new ArrayList<Version>();
        for (var envelope : envelopes) {
            versions.add(next(versions, envelope, reader));
        }
        return new SignedCharter(versions);
    }

    /// With one more version.
    ///
    /// @throws RefusedException if it does not follow the newest
    public SignedCharter with(DsseEnvelope envelope) throws RefusedException {
        var envelopes = new ArrayList<>(versions.stream().map(Version::envelope).toList());
        envelopes.add(envelope);
        requireFewSignatures(envelopes);
        var more = new ArrayList<>(versions);
        more.add(next(versions, envelope, new CharterReader(Optional.empty())));
        return new SignedCharter(more);
    }

    private static void requireFewSignatures(List<DsseEnvelope> envelopes) throws RefusedException {
        long work =
                envelopes.stream()
                        .flatMap(one -> one.signatures().stream())
                        .mapToLong(SignedCharter::work)
                        .sum();
        if (work > MAX_SIGNATURES) {
            throw new RefusedException(
                    Refusal.CHARTER_TOO_LARGE,
                    "signatures that take as long as %d of %d bytes".formatted(work, USUAL_BYTES));
        }
    }

    private static long work(DsseEnvelope.Signature signature) {
        long length = Math.max(1, signature.bytes().length / USUAL_BYTES);
        return length * length;
    }

    private static Version next(List<Version> before, DsseEnvelope envelope, CharterReader reader)
            throws RefusedException {
        int number = before.size() + 1;
        try {
            var charter = CharterPayload.read(envelope, reader);
            var previous =
                    before.isEmpty() ? Optional.<Version>empty() : Optional.of(before.getLast());
            requireSuccession(charter, previous);
            var predecessor = previous.map(Version::charter);
            var signatures = OwnerSignatures.of(envelope, charter, predecessor);
            signatures.require(charter, predecessor);
            return new Version(
                    charter,
                    VerifiedBytes.sha256(envelope.payload()),
                    envelope,
                    signatures.holders());
        } catch (RefusedException e) {
            var detail = e.detail().isEmpty() ? "" : ": " + e.detail();
            throw new RefusedException(e.refusal(), "version %d%s".formatted(number, detail));
        }
    }

    /// @param previous nothing for the first
    static void requireSuccession(Charter charter, Optional<Version> previous)
            throws RefusedException {
        if (previous.isEmpty()) {
            if (charter.version() != 1 || charter.previous().isPresent()) {
                throw new RefusedException(
                        Refusal.CHARTER_NO_FIRST_VERSION,
                        "it says that it is version " + charter.version());
            }
            return;
        }
        var before = previous.get();
        if (charter.version() != before.charter.version() + 1) {
            throw new RefusedException(
                    Refusal.CHARTER_SKIPPED_VERSION,
                    "it says that it is version " + charter.version());
        }
        if (!charter.previous().equals(Optional.of(before.digest))) {
            throw new RefusedException(
                    Refusal.CHARTER_OTHER_PREDECESSOR,
                    charter.previous().map(Digest::toString).orElse("none"));
        }
        if (charter.issued().isBefore(before.charter.issued())) {
            throw new RefusedException(
                    Refusal.CHARTER_ISSUED_BACKWARDS, charter.issued().toString());
        }
    }

    /// From the first on.
    public List<Version> versions() {
        return versions;
    }

    /// Which charter it is, whatever becomes of it: the digest of its first version.
    public Digest id() {
        return versions.getFirst().digest;
    }

    /// The newest in the file, whether it is in force or not.
    public Charter newest() {
        return versions.getLast().charter;
    }

    /// The version that follows the newest, with nothing changed but what makes it the next.
    Charter successor() {
        var last = versions.getLast();
        var newest = last.charter;
        return new Charter(
                newest.name(),
                newest.version() + 1,
                newest.issued(),
                newest.expires(),
                Optional.of(last.digest),
                newest.owners(),
                newest.holders(),
                newest.groups(),
                newest.authorities(),
                newest.roles(),
                newest.stages(),
                newest.revocations());
    }

    /// The newest, which counts now.
    ///
    /// @throws RefusedException if it has expired, or is not issued yet
    public Charter inForce(Instant now) throws RefusedException {
        var newest = newest();
        if (newest.issued().isAfter(now)) {
            throw new RefusedException(
                    Refusal.CHARTER_ISSUED_IN_FUTURE, "issued " + newest.issued());
        }
        return at(now);
    }

    /// What counted at a time: the newest version that had been issued by then.
    ///
    /// @throws RefusedException if there was none yet, or it had expired
    public Charter at(Instant time) throws RefusedException {
        var issued =
                versions.stream()
                        .map(Version::charter)
                        .filter(charter -> !charter.issued().isAfter(time))
                        .reduce((_, later) -> later)
                        .orElseThrow(() ->
                                new RefusedException(
                                        Refusal.CHARTER_NOT_YET,
                                        "issued " + versions.getFirst().charter.issued()));
        if (!time.isBefore(issued.expires())) {
            throw new RefusedException(
                    Refusal.CHARTER_EXPIRED,
                    "version %d expired %s".formatted(issued.version(), issued.expires()));
        }
        return issued;
    }

    /// What counted at a time, with what is known of revocations since, each from when on it says.
    ///
    /// @throws RefusedException as [#at]
    public Charter asKnownNow(Instant time) throws RefusedException {
        var then = at(time);
        var revocations = new ArrayList<>(then.revocations());
        newest().revocations().stream()
                .filter(one -> !then.revocations().contains(one))
                .forEach(revocations::add);
        return new Charter(
                then.name(),
                then.version(),
                then.issued(),
                then.expires(),
                then.previous(),
                then.owners(),
                then.holders(),
                then.groups(),
                then.authorities(),
                then.roles(),
                then.stages(),
                revocations);
    }
}
