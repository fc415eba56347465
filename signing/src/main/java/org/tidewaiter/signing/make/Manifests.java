package org.tidewaiter.signing.make;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tidewaiter.image.Referrers;
import org.tidewaiter.image.manifest.Descriptor;
import org.tidewaiter.image.manifest.IndexedImages;
import org.tidewaiter.image.manifest.MalformedManifestException;
import org.tidewaiter.image.manifest.MediaTypes;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.model.json.MalformedJsonException;

/// The manifests and indexes of an image, as what refers to them names them.
final class Manifests {
    private static final int MAX_MANIFESTS = 1000;

    private Manifests() {}

    /// What the image's name leads to.
    static Descriptor named(Referrers referrers) throws ProblemException {
        return described(referrers.subjects().getFirst(), referrers);
    }

    /// That of the platform that was chosen of it.
    static Descriptor read(Referrers referrers) throws ProblemException {
        return described(referrers.subjects().getLast(), referrers);
    }

    static Descriptor described(Digest digest, Referrers referrers) throws ProblemException {
        var bytes = referrers.subject(digest);
        return new Descriptor(
                mediaType(bytes, digest), digest, bytes.length, Optional.empty(), Map.of());
    }

    private static String mediaType(byte[] bytes, Digest digest) throws ProblemException {
        try {
            var json = JsonReader.read(bytes);
            return json.get("mediaType")
                    .text()
                    .orElse(json.has("manifests") ? MediaTypes.OCI_INDEX : MediaTypes.OCI_MANIFEST);
        } catch (MalformedJsonException e) {
            throw broken(digest, e);
        }
    }

    /// That, and all that it lists where it is an index, each once, and what those list.
    static List<Descriptor> all(Referrers referrers) throws ProblemException {
        var named = named(referrers);
        var all = new LinkedHashMap<Digest, Descriptor>(Map.of(named.digest(), named));
        var open = new ArrayDeque<>(List.of(named));
        while (!open.isEmpty()) {
            for (var one : listed(open.remove(), referrers)) {
                if (all.putIfAbsent(one.digest(), one) == null) {
                    open.add(one);
                }
            }
            if (all.size() > MAX_MANIFESTS) {
                throw new ProblemException(
                        "image-broken",
                        "%s leads to more than %d manifests"
                                .formatted(named.digest(), MAX_MANIFESTS),
                        "sign them one by one");
            }
        }
        return new ArrayList<>(all.values());
    }

    private static List<Descriptor> listed(Descriptor one, Referrers referrers)
            throws ProblemException {
        if (!one.mediaType().equals(MediaTypes.OCI_INDEX)
                && !one.mediaType().equals(MediaTypes.DOCKER_LIST)) {
            return List.of();
        }
        var bytes = referrers.read(one, VerifiedBytes.MAX_MANIFEST_BYTES);
        try {
            return IndexedImages.readAll(new ByteArrayInputStream(bytes));
        } catch (MalformedManifestException e) {
            throw broken(one.digest(), e);
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
    }

    private static ProblemException broken(Digest digest, Exception why) {
        return new ProblemException(
                "image-broken",
                "%s is no manifest: %s".formatted(digest, why.getMessage()),
                "whoever built the image must build it anew");
    }
}
