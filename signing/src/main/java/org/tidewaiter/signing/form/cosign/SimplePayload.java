package org.tidewaiter.signing.form.cosign;

import java.util.SortedMap;
import java.util.TreeMap;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Evidence;
import org.tidewaiter.model.EvidenceKind;
import org.tidewaiter.model.EvidenceSource;
import org.tidewaiter.model.Issuer;
import org.tidewaiter.model.SignedTime;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.statement.Claims;
import org.tidewaiter.signing.syntax.Part;

/// What is signed: the digest of a manifest, the name that the signer had for it, and what else
/// they wanted to say. To be read from bytes whose signature has been verified.
///
/// @see "containers/image, containers-signature(5); cosign, specs/SIGNATURE_SPEC.md"
record SimplePayload(Digest image, String name, SortedMap<String, String> optional) {
    private static final String TYPE = "cosign container image signature";
    private static final String NAME = "docker-reference";

    static SimplePayload parse(byte[] utf8) throws RefusedException {
        var json = Part.document(utf8).only("critical", "optional");
        var critical = json.object("critical").only("identity", "image", "type");
        var type = critical.text("type");
        if (!type.equals(TYPE)) {
            throw new RefusedException(Refusal.WRONG_SIGNATURE_TYPE, type);
        }
        var image = critical.object("image").only("docker-manifest-digest");
        var stated = image.text("docker-manifest-digest");
        var digest =
                Digest.parse(stated)
                        .orElseThrow(() -> new RefusedException(Refusal.MALFORMED_DIGEST, stated));
        var name = critical.object("identity").only(NAME).text(NAME);
        var optional = json.optionalObject("optional");
        return new SimplePayload(
                digest,
                name,
                optional.isPresent()
                        ? Claims.scalars(optional.get().json().members())
                        : new TreeMap<>());
    }

    /// @throws RefusedException if it is not about the image
    Evidence about(Digest subject, Issuer issuer, EvidenceSource source) throws RefusedException {
        if (!image.equals(subject)) {
            throw new RefusedException(Refusal.OTHER_SUBJECT, image.toString());
        }
        var claims = new TreeMap<>(optional);
        claims.remove(NAME); // which is said elsewhere
        if (!name.isEmpty()) {
            claims.put(NAME, name);
        }
        return new Evidence(
                EvidenceKind.SIGNATURE,
                TYPE,
                subject,
                issuer,
                claims,
                new SignedTime.Unknown(),
                source);
    }
}
