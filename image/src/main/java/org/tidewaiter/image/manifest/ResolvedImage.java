package org.tidewaiter.image.manifest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tidewaiter.model.ClaimedBase;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Layer;
import org.tidewaiter.model.Platform;
import org.tidewaiter.model.ProblemException;

/// One platform's image, its description read and verified.
///
/// @param digest of the manifest; nothing where there is none
/// @param config the configuration's bytes
/// @param layers lowest first
/// @param indexes the digests of the indexes that led to it, the outermost first
/// @param base what the image says that it is built on
/// @param annotations of the layers' descriptors, in the order of the layers; none where there are
///   no descriptors
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record ResolvedImage(
        Optional<Digest> digest,
        Digest configDigest,
        byte[] config,
        Optional<Platform> platform,
        List<Layer> layers,
        List<Digest> indexes,
        Optional<ClaimedBase> base,
        List<Map<String, String>> annotations) {
    public ResolvedImage {
        layers = List.copyOf(layers);
        indexes = List.copyOf(indexes);
        annotations = annotations.stream().map(Map::copyOf).toList();
    }

    /// One that no index led to, and that does not say what it is built on.
    public ResolvedImage(
            Optional<Digest> digest,
            Digest configDigest,
            byte[] config,
            Optional<Platform> platform,
            List<Layer> layers) {
        this(
                digest,
                configDigest,
                config,
                platform,
                layers,
                List.of(),
                Optional.empty(),
                List.of());
    }

    /// @param name of the image, for the problem
    /// @throws ProblemException if the user asked for a platform, and it is made for another
    public ResolvedImage madeFor(Optional<Platform> wanted, String name) throws ProblemException {
        if (wanted.isPresent() && platform.isPresent() && !wanted.get().accepts(platform.get())) {
            throw platformNotFound(name, wanted.get(), platform.get().toString());
        }
        return this;
    }

    static ProblemException platformNotFound(String name, Platform wanted, String available) {
        return new ProblemException(
                "platform-not-found",
                "%s is not made for %s, but for: %s"
                        .formatted(name, wanted, available.isEmpty() ? "none" : available),
                "name one of them with --platform");
    }
}
