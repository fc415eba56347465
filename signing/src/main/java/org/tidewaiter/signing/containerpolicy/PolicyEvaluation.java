package org.tidewaiter.signing.containerpolicy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.check.EvidenceCheck;
import org.tidewaiter.signing.check.EvidenceCheck.Verified;
import org.tidewaiter.signing.containerpolicy.PolicyDecision.Answer;
import org.tidewaiter.signing.key.PublicKeyFile;
import org.tidewaiter.signing.key.SignatureAlgorithm;
import org.tidewaiter.signing.key.UnusableKeyException;
import org.tidewaiter.signing.lookaside.GpgSimpleSigning;
import org.tidewaiter.signing.lookaside.Scopes;
import org.tidewaiter.signing.lookaside.StoredSignature;
import org.tidewaiter.signing.openpgp.OpenPgpKeys;
import org.tidewaiter.signing.trust.TrustedKeys;

/// Judges an image of a registry by a policy, as podman does when it pulls: by the signatures of
/// the manifest itself, not by those of an index that led to it.
///
/// @param image as it was asked for
/// @param manifest its digest, verified
/// @param now at which keys and signatures must be good
public record PolicyEvaluation(ImageReference image, Digest manifest, Instant now, Facts facts) {
    private static final Set<SignatureAlgorithm> ALGORITHMS =
            Set.of(
                    SignatureAlgorithm.ECDSA_SHA256,
                    SignatureAlgorithm.RSA_PKCS1_SHA256,
                    SignatureAlgorithm.ED25519);

    /// What is asked for only where a requirement needs it.
    public interface Facts {
        /// @return the bytes of a file that a policy names
        byte[] key(String path) throws ProblemException;

        /// @return all GPG signatures of the manifest
        List<StoredSignature> gpg() throws ProblemException;

        /// @return what comes of checking cosign's signatures of the manifest that are under a tag
        List<EvidenceCheck> cosign(TrustedKeys trusted) throws ProblemException;
    }

    /// @throws ProblemException where it cannot be told: a key cannot be read, or what there is
    public PolicyDecision decide(ContainerPolicy policy) throws ProblemException {
        var section = policy.sectionFor(ContainerPolicy.REGISTRIES, Scopes.of(image));
        var answers = new ArrayList<Answer>();
        for (var requirement : section.requirements()) {
            answers.add(answer(requirement));
        }
        return new PolicyDecision(section.name(), answers);
    }

    private Answer answer(Requirement requirement) throws ProblemException {
        return switch (requirement) {
            case Requirement.InsecureAcceptAnything _ ->
                    new Answer(requirement, true, "everything is accepted", List.of());
            case Requirement.Reject _ ->
                    new Answer(requirement, false, "everything is rejected", List.of());
            case Requirement.NotVerified(_, var why, _) ->
                    new Answer(requirement, false, why, List.of());
            case Requirement.SignedBy(var keys, var identity) -> {
                var trusted = openPgp(keys);
                yield signed(
                        requirement,
                        facts.gpg().stream()
                                .map(one -> GpgSimpleSigning.check(one, manifest, trusted, now))
                                .map(one -> identity.judge(one, image))
                                .toList());
            }
            case Requirement.SigstoreSigned(var keys, var identity) ->
                    signed(
                            requirement,
                            facts.cosign(cosign(keys)).stream()
                                    .map(SigstorePayload::judge)
                                    .map(one -> identity.judge(one, image))
                                    .toList());
        };
    }

    private static Answer signed(Requirement requirement, List<EvidenceCheck> checks) {
        var verified = checks.stream().filter(Verified.class::isInstance).findFirst();
        if (verified.isPresent()) {
            return new Answer(requirement, true, "it is signed", List.of(verified.get()));
        }
        var why = checks.isEmpty() ? "it is not signed" : "no signature of it is accepted";
        return new Answer(requirement, false, why, checks);
    }

    private OpenPgpKeys openPgp(KeySource keys) throws ProblemException {
        var all = OpenPgpKeys.none();
        for (var one : read(keys)) {
            try {
                all = all.and(OpenPgpKeys.parse(one.bytes));
            } catch (UnusableKeyException e) {
                throw unusable(one, e);
            }
        }
        return all;
    }

    /// Of each file the first key alone, and by few algorithms, as containers/image does it.
    private TrustedKeys cosign(KeySource keys) throws ProblemException {
        var all = new ArrayList<TrustedKeys.Named>();
        for (var one : read(keys)) {
            try {
                var key = PublicKeyFile.read(one.bytes).getFirst().only(ALGORITHMS);
                all.add(new TrustedKeys.Named(one.name, key));
            } catch (UnusableKeyException e) {
                throw unusable(one, e);
            }
        }
        return new TrustedKeys(all);
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record KeyBytes(String name, byte[] bytes) {}

    private List<KeyBytes> read(KeySource keys) throws ProblemException {
        var read = new ArrayList<KeyBytes>();
        switch (keys) {
            case KeySource.Files(var paths) -> {
                for (var path : paths) {
                    read.add(new KeyBytes(path, facts.key(path)));
                }
            }
            case KeySource.Data(var data) ->
                    data.forEach(one -> read.add(new KeyBytes("a key in the policy", one)));
        }
        return read;
    }

    private static ProblemException unusable(KeyBytes key, UnusableKeyException e) {
        return new ProblemException(
                "key-unusable",
                "%s has no key that can be used: %s".formatted(key.name, e.getMessage()),
                "mend the policy, or the file that it names");
    }
}
