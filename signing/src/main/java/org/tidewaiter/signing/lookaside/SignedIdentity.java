package org.tidewaiter.signing.lookaside;

import java.util.Optional;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.signing.check.EvidenceCheck;
import org.tidewaiter.signing.check.Refusal;

/// Which names a signature of an image may have. A registry says nothing of who a signature was
/// meant for; without this, one repository's could be replayed for another's.
///
/// @see "containers/image, containers-policy.json(5), signedIdentity"
public sealed interface SignedIdentity {
    /// What signatures claim as their name.
    String CLAIM = "docker-reference";

    /// What counts where nothing is said.
    static SignedIdentity standard() {
        return new MatchRepoDigestOrExact();
    }

    /// The very name by which the image was asked for.
    record MatchExact() implements SignedIdentity {}

    /// That name; or where the image was asked for by digest, any of its repository.
    record MatchRepoDigestOrExact() implements SignedIdentity {}

    /// Any name of the repository.
    record MatchRepository() implements SignedIdentity {}

    /// This name, however the image was asked for.
    ///
    /// @param name with a tag or a digest
    record ExactReference(String name) implements SignedIdentity {
        public ExactReference {
            if (SignedName.parse(name).filter(it -> !it.isRepository()).isEmpty()) {
                throw new IllegalArgumentException(
                        "'%s' is no name with a tag or a digest".formatted(name));
            }
        }
    }

    /// Any name of this repository.
    record ExactRepository(String name) implements SignedIdentity {
        public ExactRepository {
            if (SignedName.parse(name).isEmpty()) {
                throw new IllegalArgumentException("'%s' is no name".formatted(name));
            }
        }
    }

    /// Like [MatchRepoDigestOrExact], for images that were copied from elsewhere.
    ///
    /// @param prefix a registry, with folders of it or not, under which the image was asked for
    /// @param signedPrefix under which it was signed
    record RemapIdentity(String prefix, String signedPrefix) implements SignedIdentity {
        public RemapIdentity {
            requirePrefix(prefix);
            requirePrefix(signedPrefix);
        }

        private static void requirePrefix(String text) {
            if (text.contains("@") || ImageReference.parse(text + "/a:1").isEmpty()) {
                throw new IllegalArgumentException("'%s' is no prefix of names".formatted(text));
            }
        }

        /// @return nothing where what comes of it is no full name
        private Optional<ImageReference> remapped(ImageReference intended) {
            var name = intended.registry() + "/" + intended.repository();
            if (!name.equals(prefix) && !name.startsWith(prefix + "/")) {
                return Optional.of(intended);
            }
            var remapped = signedPrefix + intended.toString().substring(prefix.length());
            return ImageReference.parse(remapped).filter(it -> it.toString().equals(remapped));
        }
    }

    /// @param check of a signature that names the image
    /// @param image as it was asked for
    /// @return the same, or that it is refused for its name
    default EvidenceCheck judge(EvidenceCheck check, ImageReference image) {
        if (!(check instanceof EvidenceCheck.Verified(var evidence, _))) {
            return check;
        }
        var signed = evidence.claims().getOrDefault(CLAIM, "");
        return accepts(image, signed)
                ? check
                : new EvidenceCheck.Rejected(evidence.source(), Refusal.OTHER_NAME, signed);
    }

    /// @param image as it was asked for
    /// @param signed the name that its signature has
    default boolean accepts(ImageReference image, String signed) {
        var intended = name(image);
        return SignedName.parse(signed).filter(name -> accepts(intended, name)).isPresent();
    }

    /// The name by which an image counts: of a tag and a digest the digest alone, since what the
    /// tag leads to has not been seen. Podman does so too.
    static ImageReference name(ImageReference image) {
        return image.digest().isEmpty()
                ? image
                : new ImageReference(
                        image.registry(), image.repository(), Optional.empty(), image.digest());
    }

    private boolean accepts(ImageReference intended, SignedName signed) {
        return switch (this) {
            case MatchExact() -> signed.isExactly(intended);
            case MatchRepoDigestOrExact() -> matches(intended, signed);
            case MatchRepository() -> signed.isOfRepository(intended);
            case ExactReference(var name) ->
                    signed.isExactly(ImageReference.parse(name).orElseThrow());
            case ExactRepository(var name) ->
                    signed.isOfRepository(ImageReference.parse(name).orElseThrow());
            case RemapIdentity remap ->
                    remap.remapped(intended).filter(it -> matches(it, signed)).isPresent();
        };
    }

    private static boolean matches(ImageReference intended, SignedName signed) {
        return intended.digest().isPresent()
                ? !signed.isRepository() && signed.isOfRepository(intended)
                : signed.isExactly(intended);
    }
}
