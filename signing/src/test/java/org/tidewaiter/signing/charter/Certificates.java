package org.tidewaiter.signing.charter;

import java.util.Base64;
import java.util.List;

/// A certificate that is only carried about.
final class Certificates {
    /// Of Ed25519, by openssl.
    private static final String SELF_SIGNED =
            """
            MIIBMjCB5aADAgECAhRTKFaW+QjKNlZnXRfyNhrZPkSC6DAFBgMrZXAwDjEMMAoGA1UEAwwDb3duMCAX\
            DTI2MTEyMzE1MTI1OFoYDzIxMjYxMDMwMTUxMjU4WjAOMQwwCgYDVQQDDANvd24wKjAFBgMrZXADIQCQ\
            UoHb/Sj6jI5akH6+JSF82qr4SbRuQyEQQRTo1VDGX6NTMFEwHQYDVR0OBBYEFNbBXKsaHeJyfbgQgye7\
            A9LGryIIMB8GA1UdIwQYMBaAFNbBXKsaHeJyfbgQgye7A9LGryIIMA8GA1UdEwEB/wQFMAMBAf8wBQYD\
            K2VwA0EAYgDCtUU6gFgueH2kuTqQR5YCznWGJRktBl5Cp7rp0Xj7sXIFQexhnVcqL/GdCCKWjtWvtBzL\
            5RrNXukzi2aQAg==\
            """;

    private Certificates() {}

    static Authority authority() {
        return new Authority(List.of(Base64.getDecoder().decode(SELF_SIGNED)));
    }
}
