package org.tidewaiter.signing.key;

import java.io.ByteArrayInputStream;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import org.tidewaiter.signing.syntax.Der;

/// Files that have public keys: PEM with any number of them, or with a certificate, whose key is
/// taken and nothing else of it; X.509's DER; a JSON Web Key or a set of them.
public final class PublicKeyFile {
    public static final int MAX_BYTES = 256 << 10;

    private PublicKeyFile() {}

    /// @return at least one, in the order of the file, each once
    /// @throws UnusableKeyException if one of them cannot be used, or if there is none
    public static List<VerificationKey> read(byte[] file) throws UnusableKeyException {
        requireSize(file);
        var keys = new LinkedHashSet<VerificationKey>();
        for (var key : keys(file)) {
            keys.add(VerificationKey.of(key));
        }
        if (keys.isEmpty()) {
            throw new UnusableKeyException("there is no key in it");
        }
        return List.copyOf(keys);
    }

    static void requireSize(byte[] file) throws UnusableKeyException {
        if (file.length > MAX_BYTES) {
            throw new UnusableKeyException(
                    "it has more than the %d bytes that a file of keys may have"
                            .formatted(MAX_BYTES));
        }
    }

    private static List<PublicKey> keys(byte[] file) throws UnusableKeyException {
        if (file.length > 0 && file[0] == Der.SEQUENCE) {
            return List.of(PublicKeyDer.ofX509(file));
        }
        return JsonWebKey.looksLikeOne(file) ? ofJson(file) : ofPem(file);
    }

    private static List<PublicKey> ofJson(byte[] file) throws UnusableKeyException {
        var keys = new ArrayList<PublicKey>();
        for (var key : JsonWebKey.read(file)) {
            if (key.isPrivate()) {
                throw privateKey();
            }
            keys.add(key.publicKey());
        }
        return keys;
    }

    private static List<PublicKey> ofPem(byte[] file) throws UnusableKeyException {
        var blocks = PemBlock.read(file);
        if (blocks.stream().filter(PublicKeyFile::isCertificate).count() > 1) {
            throw new UnusableKeyException(
                    "more than one certificate; give a file with the one whose key is meant");
        }
        var keys = new ArrayList<PublicKey>();
        for (var block : blocks) {
            if (!block.label().equals("EC PARAMETERS")) {
                keys.add(key(block));
            }
        }
        return keys;
    }

    private static boolean isCertificate(PemBlock block) {
        return block.label().equals("CERTIFICATE");
    }

    private static PublicKey key(PemBlock block) throws UnusableKeyException {
        return switch (block.label()) {
            case "PUBLIC KEY" -> PublicKeyDer.ofX509(block.content());
            case "RSA PUBLIC KEY" -> PublicKeyDer.ofPkcs1(block.content());
            case "CERTIFICATE" -> keyOfCertificate(block.content());
            default -> {
                if (block.label().endsWith("PRIVATE KEY")) {
                    throw privateKey();
                }
                throw new UnusableKeyException("PEM of something else than a public key");
            }
        };
    }

    private static UnusableKeyException privateKey() {
        return new UnusableKeyException("a private key, where a public one is needed");
    }

    private static PublicKey keyOfCertificate(byte[] content) throws UnusableKeyException {
        try {
            var certificate =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(content));
            if (!Arrays.equals(certificate.getEncoded(), content)) {
                throw new UnusableKeyException("something follows the certificate");
            }
            return PublicKeyDer.ofX509(certificate.getPublicKey().getEncoded());
        } catch (CertificateException _) {
            throw new UnusableKeyException("a certificate that cannot be read");
        }
    }
}
