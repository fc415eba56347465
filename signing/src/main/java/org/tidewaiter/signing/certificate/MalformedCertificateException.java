package org.tidewaiter.signing.certificate;

import java.io.Serial;

/// Says why bytes are no certificate, or none that is read.
public final class MalformedCertificateException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    public MalformedCertificateException(String what) {
        super(what);
    }
}
