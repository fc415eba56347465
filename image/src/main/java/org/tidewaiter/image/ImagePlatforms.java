package org.tidewaiter.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.tidewaiter.image.manifest.Descriptor;
import org.tidewaiter.image.manifest.IndexedImages;
import org.tidewaiter.image.manifest.MalformedManifestException;
import org.tidewaiter.image.manifest.MediaTypes;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Platform;
import org.tidewaiter.model.ProblemException;

/// Every image that a name leads to, before one of them is chosen by its platform.
///
/// @param named what the name itself leads to
/// @param images the manifests, of one platform each; where `named` is no index, that alone
/// @param platforms to open each of them with; empty where there is one image and no choice
public record ImagePlatforms(Digest named, SortedSet<Digest> images, List<Platform> platforms) {
    private static final int MAX_IMAGES = 1000;
    private static final int MAX_PLATFORMS = 64;

    public ImagePlatforms {
        images = Collections.unmodifiableSortedSet(new TreeSet<>(images));
        platforms = List.copyOf(platforms);
    }

    /// @param name as the user typed it
    /// @throws ProblemException `platforms-unclear` where not all can be told apart by their
    ///   platforms; `evidence-nowhere` where it is neither in a registry nor in an OCI layout; with
    ///   the codes of [Images#open]
    public static ImagePlatforms of(String name, OpenOptions options)
            throws ProblemException, IOException {
        try (var root = NamedRoot.open(name, options)) {
            return of(name, root.digest(), images(name, root));
        }
    }

    /// The manifests of all that a name leads to, also where their platforms do not tell them
    /// apart.
    ///
    /// @param named what the name led to before
    /// @throws ProblemException `image-moved` where it leads elsewhere now; as [#of], but for
    ///   `platforms-unclear`
    public static SortedSet<Digest> images(String name, Digest named, OpenOptions options)
            throws ProblemException, IOException {
        try (var root = NamedRoot.open(name, options)) {
            if (!root.digest().equals(named)) {
                throw new ProblemException(
                        "image-moved",
                        "%s leads to %s now, and led to %s before"
                                .formatted(name, root.digest(), named),
                        "name it by its digest");
            }
            var digests = new TreeSet<Digest>();
            images(name, root).forEach(one -> digests.add(one.digest()));
            return digests;
        }
    }

    private static List<Descriptor> images(String name, NamedRoot root)
            throws ProblemException, IOException {
        var images = new ArrayList<Descriptor>();
        var seen = new HashSet<Digest>();
        var open = new ArrayDeque<Digest>(List.of(root.digest()));
        while (!open.isEmpty()) {
            for (var one : listed(open.remove(), root)) {
                if (isForNoMachine(one) || !seen.add(one.digest())) {
                    continue;
                }
                if (MediaTypes.isIndex(one.mediaType())) {
                    open.add(one.digest());
                } else {
                    images.add(one);
                }
                if (seen.size() > MAX_IMAGES) {
                    throw new ProblemException(
                            "image-broken",
                            "%s leads to more than %d images".formatted(name, MAX_IMAGES),
                            "name each of its images by its digest");
                }
            }
        }
        return images;
    }

    private static ImagePlatforms of(String name, Digest named, List<Descriptor> images)
            throws ProblemException {
        if (images.size() < 2) {
            var only = images.stream().map(Descriptor::digest).findFirst().orElse(named);
            return new ImagePlatforms(named, new TreeSet<>(List.of(only)), List.of());
        }
        if (images.size() > MAX_PLATFORMS) {
            throw unclear(name, "it lists more than %d images".formatted(MAX_PLATFORMS));
        }
        var platforms = new ArrayList<Platform>();
        var digests = new TreeSet<Digest>();
        for (var one : images) {
            var platform =
                    one.platform()
                            .orElseThrow(() ->
                                    unclear(name, "%s has no platform".formatted(one.digest())));
            if (platforms.contains(platform)) {
                throw unclear(name, "it lists several images for " + platform);
            }
            platforms.add(platform);
            digests.add(one.digest());
        }
        return new ImagePlatforms(named, digests, platforms);
    }

    /// Nothing for the manifest of an image.
    private static List<Descriptor> listed(Digest digest, NamedRoot root)
            throws ProblemException, IOException {
        var bytes = root.store().manifest(digest);
        try {
            return IndexedImages.isIndex(bytes)
                    ? IndexedImages.readAll(new ByteArrayInputStream(bytes))
                    : List.of();
        } catch (MalformedManifestException e) {
            throw new ProblemException(
                    "image-broken",
                    "%s is no manifest: %s".formatted(digest, e.getMessage()),
                    "whoever built the image must build it anew");
        }
    }

    /// As statements about images are listed; an annotation that calls it one is not enough.
    private static boolean isForNoMachine(Descriptor listed) {
        return listed.platform().filter(it -> it.os().equals("unknown")).isPresent();
    }

    private static ProblemException unclear(String name, String why) {
        return new ProblemException(
                "platforms-unclear",
                "the platforms of %s cannot be told apart: %s".formatted(name, why),
                "name each of its images by its digest");
    }
}
