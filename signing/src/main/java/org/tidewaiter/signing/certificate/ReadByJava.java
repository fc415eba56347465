package org.tidewaiter.signing.certificate;

import java.io.IOException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import org.tidewaiter.signing.syntax.Der.MalformedDerException;

/// What decides over a chain must be read by Java too, which judges it: an extension that is not
/// critical and in which one thing means nothing to Java is to Java as if it were not there.
final class ReadByJava {
    private ReadByJava() {}

    static void check(X509Certificate certificate, CertificateBody body)
            throws MalformedDerException {
        try {
            require(
                    certificate.getSubjectAlternativeNames() != null,
                    body,
                    Extension.ALTERNATIVE_NAMES);
            require(certificate.getExtendedKeyUsage() != null, body, Extension.EXTENDED_KEY_USAGE);
        } catch (CertificateParsingException _) {
            throw new MalformedDerException("a list in it means nothing");
        }
        require(certificate.getKeyUsage() != null, body, Extension.KEY_USAGE);
        var limits = body.extensions().get(Extension.NAME_CONSTRAINTS);
        require(limits == null || areLimits(limits.content()), body, Extension.NAME_CONSTRAINTS);
    }

    private static boolean areLimits(byte[] content) {
        try {
            new X509CertSelector().setNameConstraints(content);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static void require(boolean read, CertificateBody body, String extension)
            throws MalformedDerException {
        if (!read && body.extensions().containsKey(extension)) {
            throw new MalformedDerException("the extension %s means nothing".formatted(extension));
        }
    }
}
