package org.tidewaiter.signing;

import java.time.Instant;
import java.util.List;
import org.tidewaiter.image.OpenOptions;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.check.EvidenceCheck;
import org.tidewaiter.signing.containerpolicy.ContainerPolicy;
import org.tidewaiter.signing.containerpolicy.PolicyDecision;
import org.tidewaiter.signing.containerpolicy.PolicyEvaluation;
import org.tidewaiter.signing.form.cosign.SimpleSigning;
import org.tidewaiter.signing.lookaside.Lookaside;
import org.tidewaiter.signing.lookaside.LookasideConfiguration;
import org.tidewaiter.signing.lookaside.StoredSignature;
import org.tidewaiter.signing.trust.Trust;
import org.tidewaiter.signing.trust.TrustedKeys;

/// Judges an image by a `policy.json` as podman does, which looks only where it is told to.
public final class PolicyVerification {
    private PolicyVerification() {}

    /// Reads the files that a policy names.
    public interface KeyFiles {
        byte[] read(String path) throws ProblemException;
    }

    /// @param source of an image that was opened
    /// @param options as it was opened with
    /// @param now at which keys and signatures must be good
    /// @throws ProblemException `policy-elsewhere` for an image of no registry, and where anything
    ///   that must be known cannot be told
    public static PolicyDecision of(
            ImageSource source,
            OpenOptions options,
            LookasideConfiguration lookaside,
            ContainerPolicy policy,
            KeyFiles keys,
            Instant now)
            throws ProblemException {
        if (!source.kind().equals("registry")) {
            throw new ProblemException(
                    "policy-elsewhere",
                    "%s comes from a %s, for which policies are not read"
                            .formatted(source.name(), source.kind()),
                    "name the image in its registry");
        }
        var image = source.reference().orElseThrow();
        var manifest = source.digest().orElseThrow();
        var aside = new Lookaside(lookaside, image, options.registry());
        var facts = new Found(source, options, aside, keys, now);
        return new PolicyEvaluation(image, manifest, now, facts).decide(policy);
    }

    private record Found(
            ImageSource source,
            OpenOptions options,
            Lookaside lookaside,
            KeyFiles keys,
            Instant now)
            implements PolicyEvaluation.Facts {
        @Override
        public byte[] key(String path) throws ProblemException {
            return keys.read(path);
        }

        @Override
        public List<StoredSignature> gpg() throws ProblemException {
            return lookaside.signatures(source.digest().orElseThrow());
        }

        @Override
        public List<EvidenceCheck> cosign(TrustedKeys trusted) throws ProblemException {
            if (!lookaside.configuration().usesAttachments(lookaside.image())) {
                return List.of();
            }
            var trust = Trust.of(trusted, now);
            return EvidenceSearch.of(source, options, LookasideConfiguration.none(), trust)
                    .getLast()
                    .checks()
                    .stream()
                    .filter(one -> one.source().form().equals(SimpleSigning.UNDER_A_TAG))
                    .toList();
        }
    }
}
