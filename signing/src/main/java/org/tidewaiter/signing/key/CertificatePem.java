package org.tidewaiter.signing.key;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Certificates of X.509 as PEM.
public final class CertificatePem {
    private static final String LABEL = "CERTIFICATE";

    private CertificatePem() {}

    /// @return each in DER, in the order of the file; at least one
    /// @throws UnusableKeyException if there is none in it, or something else
    public static List<byte[]> read(byte[] file) throws UnusableKeyException {
        PublicKeyFile.requireSize(file);
        var certificates = new ArrayList<byte[]>();
        for (var block : PemBlock.read(file)) {
            if (!block.label().equals(LABEL)) {
                throw new UnusableKeyException("PEM of something else than a certificate");
            }
            requireCertificate(block.content());
            certificates.add(block.content());
        }
        if (certificates.isEmpty()) {
            throw new UnusableKeyException("there is no certificate in it");
        }
        return certificates;
    }

    private static void requireCertificate(byte[] der) throws UnusableKeyException {
        try {
            var read =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(der));
            if (!Arrays.equals(read.getEncoded(), der)) {
                throw new UnusableKeyException("something follows the certificate");
            }
        } catch (CertificateException _) {
            throw new UnusableKeyException("a certificate that cannot be read");
        }
    }

    public static byte[] write(byte[] der) {
        return new PemBlock(LABEL, der).bytes();
    }
}
