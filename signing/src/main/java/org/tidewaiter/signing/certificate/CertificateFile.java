package org.tidewaiter.signing.certificate;

import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.signing.key.PemBlock;
import org.tidewaiter.signing.key.UnusableKeyException;
import org.tidewaiter.signing.syntax.Der;

/// Files that have certificates: PEM with any number of them, or DER with one.
public final class CertificateFile {
    public static final int MAX_BYTES = 1 << 20;
    private static final int MAX_CERTIFICATES = 256;

    private CertificateFile() {}

    /// @return at least one, in the order of the file
    /// @throws MalformedCertificateException if one of them is none, or there is none
    public static List<Certificate> read(byte[] file) throws MalformedCertificateException {
        if (file.length > MAX_BYTES) {
            throw new MalformedCertificateException(
                    "it has more than the %d bytes that a file of certificates may have"
                            .formatted(MAX_BYTES));
        }
        if (file.length > 0 && file[0] == Der.SEQUENCE) {
            return List.of(Certificate.read(file));
        }
        var all = new ArrayList<Certificate>();
        for (var block : blocks(file)) {
            if (!block.label().equals("CERTIFICATE")) {
                throw new MalformedCertificateException("PEM of something else than a certificate");
            }
            all.add(Certificate.read(block.content()));
        }
        return all;
    }

    private static List<PemBlock> blocks(byte[] file) throws MalformedCertificateException {
        try {
            var blocks = PemBlock.read(file);
            if (blocks.isEmpty() || blocks.size() > MAX_CERTIFICATES) {
                throw new MalformedCertificateException(
                        blocks.isEmpty()
                                ? "there is no certificate in it"
                                : "there are %d certificates in it".formatted(blocks.size()));
            }
            return blocks;
        } catch (UnusableKeyException e) {
            throw new MalformedCertificateException(String.valueOf(e.getMessage()));
        }
    }
}
