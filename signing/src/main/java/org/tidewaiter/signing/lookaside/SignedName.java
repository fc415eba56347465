package org.tidewaiter.signing.lookaside;

import java.util.Optional;
import org.tidewaiter.model.ImageReference;

/// The name under which a signer vouches for an image, as a signature has it.
///
/// @param isRepository whether it names no tag and no digest; [ImageReference] then has one that
///   nobody has signed
record SignedName(ImageReference reference, boolean isRepository) {
    /// @return nothing if it is no name of an image
    static Optional<SignedName> parse(String text) {
        boolean isRepository = text.indexOf('@') < 0 && text.lastIndexOf(':') <= slash(text);
        return ImageReference.parse(text).map(it -> new SignedName(it, isRepository));
    }

    private static int slash(String text) {
        return text.lastIndexOf('/');
    }

    /// The same name, tag and digest.
    boolean isExactly(ImageReference other) {
        return !isRepository && reference.equals(other);
    }

    boolean isOfRepository(ImageReference other) {
        return reference.registry().equals(other.registry())
                && reference.repository().equals(other.repository());
    }
}
