package org.tidewaiter.signing.exchange;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.signing.certificate.Certificate;
import org.tidewaiter.signing.certificate.MalformedCertificateException;
import org.tidewaiter.signing.charter.Charter;
import org.tidewaiter.signing.charter.KeySource;
import org.tidewaiter.signing.charter.Revocation.Target;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.syntax.Part;

/// Sigstore's trusted root: authorities, and nothing of who they certify.
///
/// @see "sigstore/protobuf-specs, sigstore_trustroot.proto"
final class TrustedRoots implements TrustFormat {
    private static final String TYPE = "application/vnd.dev.sigstore.trustedroot+json;version=0.1";
    private static final Set<String> TYPES =
            Set.of(
                    TYPE,
                    "application/vnd.dev.sigstore.trustedroot.v0.1+json",
                    "application/vnd.dev.sigstore.trustedroot.v0.2+json");

    @Override
    public String name() {
        return "sigstore-trusted-root";
    }

    @Override
    public Exported write(Charter charter, String stage, Instant now) {
        var speakers = new Speakers(charter, now);
        speakers.lost()
                .add("holders with their keys and names, roles, and what %s asks".formatted(stage));
        var out = new ByteArrayOutputStream();
        try (var json = new JsonWriter(out)) {
            json.beginObject()
                    .field("mediaType", TYPE)
                    .beginArray("tlogs")
                    .endArray()
                    .beginArray("certificateAuthorities");
            charter.authorities()
                    .forEach((name, authority) -> {
                        if (speakers.isRevoked(Target.AUTHORITY, name)) {
                            speakers.lost()
                                    .add("%s, which is revoked, is left out".formatted(name));
                        } else {
                            authority
                                    .certificates()
                                    .forEach(der -> authority(x509(der), der, json));
                        }
                    });
            json.endArray()
                    .beginArray("ctlogs")
                    .endArray()
                    .beginArray("timestampAuthorities")
                    .endArray()
                    .endObject();
        }
        return new Exported(out.toString(StandardCharsets.UTF_8), speakers.lost());
    }

    private static void authority(X509Certificate x509, byte[] der, JsonWriter json) {
        json.beginObject()
                .beginObject("subject")
                .field("commonName", x509.getSubjectX500Principal().getName())
                .endObject()
                .field("uri", "")
                .beginObject("certChain")
                .beginArray("certificates")
                .beginObject()
                .field("rawBytes", Base64.getEncoder().encodeToString(der))
                .endObject()
                .endArray()
                .endObject()
                .beginObject("validFor")
                .field("start", x509.getNotBefore().toInstant().toString())
                .field("end", x509.getNotAfter().toInstant().toString())
                .endObject()
                .endObject();
    }

    private static X509Certificate x509(byte[] der) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new IllegalArgumentException("a charter has only certificates that are such", e);
        }
    }

    @Override
    public Imported read(byte[] file, KeySource files) throws RefusedException {
        var root =
                Part.document(file)
                        .knowing(
                                "mediaType",
                                "tlogs",
                                "certificateAuthorities",
                                "ctlogs",
                                "timestampAuthorities");
        if (!TYPES.contains(root.text("mediaType"))) {
            throw new RefusedException(Refusal.UNKNOWN_MEDIA_TYPE, root.text("mediaType"));
        }
        var imported = new Imported();
        for (var part : List.of("tlogs", "ctlogs", "timestampAuthorities")) {
            if (root.has(part) && !root.objects(part).isEmpty()) {
                imported.lose("its " + part);
            }
        }
        for (var authority : root.objects("certificateAuthorities")) {
            authority(authority, imported);
        }
        return imported;
    }

    /// The last certificate of a chain is the root.
    private static void authority(Part authority, Imported imported) throws RefusedException {
        var chain = new ArrayList<byte[]>();
        for (var one : authority.object("certChain").objects("certificates")) {
            chain.add(one.base64("rawBytes"));
        }
        if (chain.isEmpty()) {
            throw new RefusedException(Refusal.MISSING_PART, authority.at("certChain"));
        }
        var name =
                authority
                        .optionalText("uri")
                        .filter(uri -> !uri.isEmpty())
                        .map(uri -> uri.replaceFirst("^https?://", ""))
                        .orElse("authority");
        if (authority.has("validFor")) {
            imported.lose("%s: when it counts".formatted(name));
        }
        imported.authority(name, List.of(requireCertificate(chain.getLast())));
        if (chain.size() > 1) {
            imported.lose(
                    "%s: authorities between it and who signs; bundles must have them"
                            .formatted(name));
        }
    }

    private static byte[] requireCertificate(byte[] der) throws RefusedException {
        try {
            return Certificate.read(der).encoded();
        } catch (MalformedCertificateException e) {
            throw new RefusedException(Refusal.CHARTER_CERTIFICATE, String.valueOf(e.getMessage()));
        }
    }
}
