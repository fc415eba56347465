package org.tidewaiter.signing.make;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import org.tidewaiter.image.OpenOptions;
import org.tidewaiter.image.Referrers;
import org.tidewaiter.image.artifact.ArtifactManifest;
import org.tidewaiter.image.artifact.ArtifactManifest.Naming;
import org.tidewaiter.image.artifact.ArtifactStore;
import org.tidewaiter.image.manifest.Descriptor;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.ProblemException;

/// Puts what is signed already beside an image: beside its manifest, and beside each index that led
/// to it, as far as it is about those.
///
/// @param source of an image that was opened
/// @param options as it was opened with
public record BundleKeeping(ImageSource source, OpenOptions options) {
    /// @param about what it is about
    /// @return the manifests that carry it; none where nothing can be kept beside the image
    public List<Digest> keepStatement(byte[] bundle, String predicateType, SortedSet<Digest> about)
            throws ProblemException, IOException {
        return keep(about, (store, subject) -> Keeping.keep(store, subject, bundle, predicateType));
    }

    /// What is no bundle, as an artifact of a type of its own.
    public List<Digest> keepFile(byte[] file, String type, SortedSet<Digest> about)
            throws ProblemException, IOException {
        var blob =
                new Descriptor(
                        type, VerifiedBytes.sha256(file), file.length, Optional.empty(), Map.of());
        return keep(
                about,
                (store, subject) ->
                        store.attach(
                                new ArtifactManifest(
                                        type,
                                        Naming.BY_ARTIFACT_TYPE,
                                        blob,
                                        new TreeMap<>(),
                                        Optional.of(subject)),
                                file));
    }

    private interface Putting {
        Digest put(ArtifactStore store, Descriptor subject) throws ProblemException, IOException;
    }

    private List<Digest> keep(SortedSet<Digest> about, Putting putting)
            throws ProblemException, IOException {
        var place = Referrers.of(source, options);
        if (place.isEmpty()) {
            return List.of();
        }
        var kept = new ArrayList<Digest>();
        try (var referrers = place.get();
                var store = ArtifactStore.at(referrers.place(), options.registry())) {
            for (var digest : referrers.subjects()) {
                if (about.contains(digest)) {
                    kept.add(putting.put(store, Manifests.described(digest, referrers)));
                }
            }
        }
        return kept;
    }
}
