package org.tidewaiter.image.manifest;

import java.util.List;
import java.util.Set;

/// The media types that images are made of, of both families.
///
/// @see "OCI image-spec 1.1, media-types.md; Docker Image Manifest V2, Schema 2"
public final class MediaTypes {
    public static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
    public static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    public static final String DOCKER_LIST =
            "application/vnd.docker.distribution.manifest.list.v2+json";
    public static final String DOCKER_MANIFEST =
            "application/vnd.docker.distribution.manifest.v2+json";

    /// What a registry is asked for.
    public static final List<String> MANIFESTS =
            List.of(OCI_INDEX, OCI_MANIFEST, DOCKER_LIST, DOCKER_MANIFEST);

    private static final Set<String> CONFIGS =
            Set.of(
                    "application/vnd.oci.image.config.v1+json",
                    "application/vnd.docker.container.image.v1+json");

    private MediaTypes() {}

    public static boolean isIndex(String mediaType) {
        return mediaType.equals(OCI_INDEX) || mediaType.equals(DOCKER_LIST);
    }

    static boolean isManifest(String mediaType) {
        return mediaType.equals(OCI_MANIFEST) || mediaType.equals(DOCKER_MANIFEST);
    }

    static boolean isSchema1(String mediaType) {
        return mediaType.startsWith("application/vnd.docker.distribution.manifest.v1+");
    }

    static boolean isConfig(String mediaType) {
        return CONFIGS.contains(mediaType);
    }

    /// Whether a layer's bytes need not be kept with the image, and only its owner may give them.
    public static boolean isForeign(String layerType) {
        return layerType.contains(".nondistributable.") || layerType.contains(".foreign.");
    }

    public static boolean isEncrypted(String layerType) {
        return layerType.endsWith("+encrypted");
    }
}
