package org.tidewaiter.signing.form.bundle;

import java.util.Optional;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.syntax.Part;

/// A signature over bytes that stand elsewhere.
///
/// @param stated the digest of the bytes, which is a hint; but one that says something else is not
///   passed over
@SuppressWarnings("ArrayRecordComponent") // never compared
public record MessageSignature(byte[] signature, Optional<StatedDigest> stated) {
    /// What a signature of this form calls itself, since nothing that is signed does.
    public static final String KIND = "sigstore message signature";

    /// @param javaAlgorithm SHA-256, SHA-384 or SHA-512
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record StatedDigest(String javaAlgorithm, byte[] hash) {}

    static MessageSignature parse(Part json) throws RefusedException {
        json.only("messageDigest", "signature");
        var signature = json.base64("signature");
        if (signature.length == 0) {
            throw new RefusedException(Refusal.NO_SIGNATURE, json.at("signature") + " is empty");
        }
        var stated = json.optionalObject("messageDigest");
        return new MessageSignature(
                signature,
                stated.isPresent() ? Optional.of(digest(stated.get())) : Optional.empty());
    }

    private static StatedDigest digest(Part json) throws RefusedException {
        var algorithm = json.only("algorithm", "digest").text("algorithm");
        var java =
                switch (algorithm) {
                    case "SHA2_256" -> "SHA-256";
                    case "SHA2_384" -> "SHA-384";
                    case "SHA2_512" -> "SHA-512";
                    default -> throw new RefusedException(Refusal.WEAK_MESSAGE_DIGEST, algorithm);
                };
        return new StatedDigest(java, json.base64("digest"));
    }
}
