package org.tidewaiter.signing.make;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.tidewaiter.image.OpenOptions;
import org.tidewaiter.image.Referrers;
import org.tidewaiter.image.artifact.ArtifactStore;
import org.tidewaiter.image.manifest.Descriptor;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.signing.key.SigningKey;

/// Signs an image, and puts the signature beside it.
///
/// @param source of an image that was opened
/// @param options as it was opened with
public record ImageSigning(
        ImageSource source, OpenOptions options, SigningKey key, SignatureForm form) {
    /// What is signed of an image of several platforms.
    public enum Extent {
        /// What its name leads to: the outermost index where there is one.
        NAMED,
        /// That, every index on the way, and all that they list.
        ALL,
        /// The manifest of the platform whose content was read.
        READ
    }

    /// One signature that was made.
    ///
    /// @param manifest that carries it
    public record Signed(Digest subject, Digest manifest) {}

    /// For who has much to do before anything is signed.
    ///
    /// @throws ProblemException `evidence-nowhere`
    public void requirePlace() throws ProblemException {
        Referrers.of(source, options).orElseThrow(this::nowhere).close();
    }

    /// Says no more than that the holder of the key signs it.
    public List<Signed> sign(Extent extent, SortedMap<String, String> annotations)
            throws ProblemException, IOException {
        return put(extent, (subject, keeping) -> keeping.sign(subject, annotations));
    }

    /// Says something of an image.
    ///
    /// @param extent of one manifest or index
    /// @param predicateType a URI
    /// @param annotations that the signer gives to the image
    public Signed attest(
            Extent extent,
            String predicateType,
            SortedMap<String, String> annotations,
            Json predicate)
            throws ProblemException, IOException {
        var signed =
                put(
                        extent,
                        (subject, keeping) ->
                                keeping.attest(
                                        subject,
                                        new NewStatement(
                                                subject.digest(),
                                                name(),
                                                predicateType,
                                                annotations,
                                                predicate)));
        return signed.getFirst();
    }

    private interface Putting {
        Digest put(Descriptor subject, Keeping keeping) throws ProblemException, IOException;
    }

    private List<Signed> put(Extent extent, Putting putting) throws ProblemException, IOException {
        var signed = new ArrayList<Signed>();
        try (var referrers = Referrers.of(source, options).orElseThrow(this::nowhere);
                var store = ArtifactStore.at(referrers.place(), options.registry())) {
            var keeping = new Keeping(store, form, key, name());
            for (var subject : subjects(extent, referrers)) {
                signed.add(new Signed(subject.digest(), putting.put(subject, keeping)));
            }
        }
        return signed;
    }

    private static List<Descriptor> subjects(Extent extent, Referrers referrers)
            throws ProblemException {
        return switch (extent) {
            case NAMED -> List.of(Manifests.named(referrers));
            case ALL -> Manifests.all(referrers);
            case READ -> List.of(Manifests.read(referrers));
        };
    }

    private String name() {
        return source.reference().map(it -> it.registry() + "/" + it.repository()).orElse("");
    }

    private ProblemException nowhere() {
        return new ProblemException(
                "evidence-nowhere",
                "%s comes from a %s, where nothing can be kept beside it"
                        .formatted(source.name(), source.kind()),
                "push the image to a registry, or name a folder with an OCI layout");
    }
}
