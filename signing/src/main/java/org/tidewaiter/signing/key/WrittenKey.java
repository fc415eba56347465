package org.tidewaiter.signing.key;

import java.security.SecureRandom;
import java.util.Arrays;

/// Keys as they are written into files.
public final class WrittenKey {
    private WrittenKey() {}

    /// PEM, as X.509 writes it.
    public static byte[] ofPublic(VerificationKey key) {
        return new PemBlock("PUBLIC KEY", key.encoded()).bytes();
    }

    /// PEM of PKCS #8, which whoever reads it can use.
    public static byte[] plain(SigningKey key) {
        return new PemBlock("PRIVATE KEY", key.privateKey().getEncoded()).bytes();
    }

    /// As cosign writes and reads it.
    public static byte[] encrypted(SigningKey key, Password password, SecureRandom random) {
        var plain = key.privateKey().getEncoded();
        try {
            var box = CosignBox.seal(plain, password, random);
            return new PemBlock("ENCRYPTED SIGSTORE PRIVATE KEY", box).bytes();
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }
}
