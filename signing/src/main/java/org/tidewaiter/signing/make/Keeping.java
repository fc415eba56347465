package org.tidewaiter.signing.make;

import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tidewaiter.image.artifact.ArtifactManifest;
import org.tidewaiter.image.artifact.ArtifactManifest.Naming;
import org.tidewaiter.image.artifact.ArtifactStore;
import org.tidewaiter.image.manifest.Descriptor;
import org.tidewaiter.image.manifest.SubjectTag;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.signing.key.SigningKey;

/// Signs, and puts what comes out beside the image.
///
/// @param name of the image for people
/// @see "cosign, specs/BUNDLE_SPEC.md, SIGNATURE_SPEC.md and ATTESTATION_SPEC.md"
record Keeping(ArtifactStore store, SignatureForm form, SigningKey key, String name) {
    /// As many as are read of one again.
    private static final int MAX_BYTES = 32 << 20;

    private static final String CONTENT = "dev.sigstore.bundle.content";
    private static final String PREDICATE_TYPE = "dev.sigstore.bundle.predicateType";
    private static final String SIMPLE_SIGNING = "application/vnd.dev.cosign.simplesigning.v1+json";
    private static final String ENVELOPE = "application/vnd.dsse.envelope.v1+json";
    private static final String SIGNATURE = "dev.cosignproject.cosign/signature";
    private static final String COSIGN_ARTIFACT = "application/vnd.dev.cosign.artifact.sig.v1+json";

    /// Says no more than that the holder of the key signs it.
    ///
    /// @return the manifest that has it
    Digest sign(Descriptor subject, SortedMap<String, String> annotations)
            throws ProblemException, IOException {
        return switch (form) {
            case BUNDLE -> {
                var nothing = new Json.JsonObject(Map.of());
                yield bundle(
                        subject,
                        new NewStatement(
                                subject.digest(),
                                name,
                                NewStatement.SIGNATURE,
                                annotations,
                                nothing));
            }
            case COSIGN -> {
                var payload = new NewPayload(subject.digest(), name, annotations).toJson();
                yield store.append(
                        SubjectTag.SIGNATURES.of(subject.digest()), simple(payload), payload);
            }
            case COSIGN_REFERRER -> {
                var payload = new NewPayload(subject.digest(), name, annotations).toJson();
                yield store.attach(
                        new ArtifactManifest(
                                COSIGN_ARTIFACT,
                                Naming.BY_CONFIGURATION,
                                simple(payload),
                                new TreeMap<>(),
                                Optional.of(subject)),
                        payload);
            }
        };
    }

    private Descriptor simple(byte[] payload) {
        var signature = Base64.getEncoder().encodeToString(key.sign(payload));
        return blob(SIMPLE_SIGNING, payload, Map.of(SIGNATURE, signature));
    }

    /// @return the manifest that has it
    Digest attest(Descriptor subject, NewStatement statement) throws ProblemException, IOException {
        return switch (form) {
            case BUNDLE -> bundle(subject, statement);
            case COSIGN -> {
                var envelope = NewEnvelope.of(statement, key).toJson();
                requireSize(envelope);
                var annotations = Map.of(SIGNATURE, "", "predicateType", statement.predicateType());
                yield store.append(
                        SubjectTag.ATTESTATIONS.of(subject.digest()),
                        blob(ENVELOPE, envelope, annotations),
                        envelope);
            }
            case COSIGN_REFERRER ->
                    throw new IllegalArgumentException("nobody keeps statements so");
        };
    }

    private Digest bundle(Descriptor subject, NewStatement statement)
            throws ProblemException, IOException {
        var bundle = NewBundle.of(statement, key).toJson();
        return keep(store, subject, bundle, statement.predicateType());
    }

    /// One that is signed already.
    ///
    /// @return the manifest that has it
    static Digest keep(ArtifactStore store, Descriptor subject, byte[] bundle, String predicateType)
            throws ProblemException, IOException {
        requireSize(bundle);
        var annotations = new TreeMap<String, String>();
        annotations.put(CONTENT, "dsse-envelope");
        annotations.put(PREDICATE_TYPE, predicateType);
        var blob = blob(NewBundle.TYPE, bundle, Map.of());
        return store.attach(
                new ArtifactManifest(
                        NewBundle.TYPE,
                        Naming.BY_ARTIFACT_TYPE,
                        blob,
                        annotations,
                        Optional.of(subject)),
                bundle);
    }

    private static Descriptor blob(
            String mediaType, byte[] bytes, Map<String, String> annotations) {
        return new Descriptor(
                mediaType,
                VerifiedBytes.sha256(bytes),
                bytes.length,
                Optional.empty(),
                annotations);
    }

    private static void requireSize(byte[] signed) throws ProblemException {
        if (signed.length > MAX_BYTES) {
            throw new ProblemException(
                    "statement-too-large",
                    "the signed statement has %,d bytes; no more than %,d are read of one"
                            .formatted(signed.length, MAX_BYTES),
                    "say less, for example in another form");
        }
    }
}
