package org.tidewaiter.signing.certificate;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.model.Digest;
import org.tidewaiter.signing.key.UnusableKeyException;
import org.tidewaiter.signing.key.VerificationKey;
import org.tidewaiter.signing.syntax.Der;
import org.tidewaiter.signing.syntax.Der.MalformedDerException;

/// A certificate of X.509, version 3, whose bytes could not be written otherwise. That it is
/// well-formed says nothing of whether it is true.
///
/// @see "RFC 5280"
public final class Certificate {
    public static final int MAX_BYTES = 64 << 10;

    private final X509Certificate certificate;
    private final CertificateBody body;
    private final List<String> usages;
    private final List<String> identities;
    private final String provider;
    private final Digest fingerprint;

    private Certificate(X509Certificate certificate, CertificateBody body, byte[] der)
            throws MalformedDerException, CertificateException {
        this.certificate = certificate;
        this.body = body;
        var extended = Optional.ofNullable(certificate.getExtendedKeyUsage());
        this.usages = List.copyOf(extended.orElse(List.of()));
        var names = extension(Extension.ALTERNATIVE_NAMES);
        this.identities =
                names.isPresent()
                        ? List.copyOf(AlternativeNames.parse(names.get().content()))
                        : List.of();
        this.provider = provider(body);
        this.fingerprint = VerifiedBytes.sha256(der);
    }

    /// @param der exactly one certificate
    /// @throws MalformedCertificateException if it is none, or one that another reader could read
    ///   differently
    public static Certificate read(byte[] der) throws MalformedCertificateException {
        if (der.length > MAX_BYTES) {
            throw new MalformedCertificateException(
                    "a certificate of %d bytes".formatted(der.length));
        }
        try {
            var body = CertificateBody.parse(der);
            var certificate =
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509")
                                    .generateCertificate(new ByteArrayInputStream(der));
            if (!Arrays.equals(certificate.getEncoded(), der)) {
                throw new MalformedCertificateException("a certificate that is read otherwise");
            }
            ReadByJava.check(certificate, body);
            return new Certificate(certificate, body, der);
        } catch (MalformedDerException e) {
            throw new MalformedCertificateException(String.valueOf(e.getMessage()));
        } catch (CertificateException _) {
            throw new MalformedCertificateException("a part of it means nothing");
        }
    }

    /// The newer of the two ways in which it is written counts; they may not differ.
    private static String provider(CertificateBody body) throws MalformedDerException {
        var written = Optional.ofNullable(body.extensions().get(Extension.PROVIDER));
        var old = Optional.ofNullable(body.extensions().get(Extension.OLD_PROVIDER));
        var bare = old.isPresent() ? AlternativeNames.text(old.get().content()) : "";
        if (written.isEmpty()) {
            return bare;
        }
        var provider = AlternativeNames.utf8(Der.of(written.get().content()));
        if (old.isPresent() && !bare.equals(provider)) {
            throw new MalformedDerException("it names two who vouch for its identity");
        }
        return provider;
    }

    Optional<Extension> extension(String identifier) {
        return Optional.ofNullable(body.extensions().get(identifier));
    }

    X509Certificate x509() {
        return certificate;
    }

    /// As RFC 2253 writes it.
    public String subject() {
        return certificate.getSubjectX500Principal().getName();
    }

    /// Addresses of mail, URIs, names of hosts and of users, in its order.
    public List<String> identities() {
        return identities;
    }

    /// Who vouched for the identity; empty where it does not say.
    public String provider() {
        return provider;
    }

    /// What its key is for, as identifiers in dots; none where it does not say.
    public List<String> usages() {
        return usages;
    }

    /// Whether it says that it certifies others.
    public boolean isAuthority() {
        return certificate.getBasicConstraints() >= 0;
    }

    /// Whether it names itself as its issuer.
    public boolean isSelfIssued() {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    boolean isIssuedInTheNameOf(Certificate other) {
        return certificate
                .getIssuerX500Principal()
                .equals(other.certificate.getSubjectX500Principal());
    }

    /// Of the whole certificate.
    public Digest fingerprint() {
        return fingerprint;
    }

    /// @throws UnusableKeyException for a kind or size that is not used
    public VerificationKey key() throws UnusableKeyException {
        return VerificationKey.of(certificate.getPublicKey());
    }

    /// The exact bytes.
    public byte[] encoded() {
        try {
            return certificate.getEncoded();
        } catch (CertificateException e) {
            throw new IllegalStateException("it was read from them", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Certificate it && it.fingerprint.equals(fingerprint);
    }

    @Override
    public int hashCode() {
        return fingerprint.hashCode();
    }

    @Override
    public String toString() {
        return subject();
    }
}
