package org.tidewaiter.signing.trust;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.model.Issuer;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.key.SignedBy;
import org.tidewaiter.signing.key.VerificationKey;

/// The public keys by which the one who asks is convinced.
///
/// @param keys in the order in which they are tried
public record TrustedKeys(List<Named> keys) {
    private static final int DER_SEQUENCE = 0x30;
    private static final int MIN_RSA_BYTES = 256;
    private static final int MAX_RSA_BYTES = 512;
    private static final int ED25519_BYTES = 64;

    public TrustedKeys {
        keys = List.copyOf(keys);
    }

    public static TrustedKeys none() {
        return new TrustedKeys(List.of());
    }

    /// @param name what the one who asks calls it
    public record Named(String name, VerificationKey key) {
        public Issuer issuer() {
            return new Issuer.Key(key.fingerprint(), name);
        }

        private boolean isHinted(String hint) {
            var hex = key.fingerprint().hex();
            return hint.equals(hex)
                    || hint.equals(
                            Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex)));
        }
    }

    /// The same keys, first those that a signature is said to be of. Where there is one signature
    /// that decides nothing, and saves trying the others.
    ///
    /// @param hint a fingerprint in hexadecimal digits or base64; any other text changes nothing
    TrustedKeys first(String hint) {
        var sorted = new ArrayList<>(keys);
        sorted.sort(Comparator.comparing(one -> !one.isHinted(hint)));
        return new TrustedKeys(sorted);
    }

    /// Who of them has signed.
    ///
    /// @param signatures any of which may be theirs; what names a key in a document is not heard
    /// @return nothing if none of them has
    public Optional<Named> find(SignedBy content, List<byte[]> signatures) {
        return keys.stream()
                .filter(one ->
                        signatures.stream().anyMatch(each -> content.isSigned(one.key, each)))
                .findFirst();
    }

    /// What is the matter where nobody known has signed.
    static RefusedException unknown(List<byte[]> signatures) {
        boolean formed = signatures.stream().anyMatch(TrustedKeys::isFormed);
        return new RefusedException(formed ? Refusal.UNKNOWN_KEY : Refusal.MALFORMED_SIGNATURE, "");
    }

    /// Whether bytes look like a signature at all: of ECDSA in DER, of RSA or of Ed25519.
    private static boolean isFormed(byte[] signature) {
        int length = signature.length;
        return (length > 2 && signature[0] == DER_SEQUENCE)
                || (length >= MIN_RSA_BYTES && length <= MAX_RSA_BYTES)
                || length == ED25519_BYTES;
    }
}
