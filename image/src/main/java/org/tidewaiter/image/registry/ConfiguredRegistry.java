package org.tidewaiter.image.registry;

import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.ProblemException;

/// What a `[[registry]]` table says of the images whose names begin with its prefix.
///
/// @param prefix `host`, `host/path`, a whole name, or `*.host` for all hosts below
/// @param place where the images are in truth
/// @param mirrors asked first, in this order
/// @see "containers-registries.conf(5), NAMESPACED [[registry]] SETTINGS"
record ConfiguredRegistry(String prefix, Place place, boolean blocked, List<MirrorPlace> mirrors) {
    static final String WILDCARD = "*.";

    ConfiguredRegistry {
        mirrors = List.copyOf(mirrors);
    }

    /// @param location what stands in place of the prefix; empty where nothing does
    /// @param insecure plain HTTP will do where there is no TLS
    record Place(String location, boolean insecure) {}

    /// Of which images a mirror is asked.
    enum Asked {
        ALL,
        BY_DIGEST,
        BY_TAG;

        boolean includes(ImageReference image) {
            return switch (this) {
                case ALL -> true;
                case BY_DIGEST -> image.digest().isPresent();
                case BY_TAG -> image.digest().isEmpty();
            };
        }
    }

    record MirrorPlace(Place place, Asked asked) {}

    /// Whether plain HTTP will do for what is asked for by the very name that it has.
    boolean isInsecure() {
        return place.insecure && (place.location.isEmpty() || place.location.equals(prefix));
    }

    /// @param name of an image, or of a registry
    boolean matches(String name) {
        if (prefix.startsWith(WILDCARD)) {
            return name.replaceFirst("/.*", "").endsWith(prefix.substring(1));
        }
        if (!name.startsWith(prefix) || name.length() == prefix.length()) {
            return name.equals(prefix);
        }
        var next = name.charAt(prefix.length());
        return next == '/' || (prefix.contains("/") && (next == ':' || next == '@'));
    }

    /// The places that are asked for an image, the registry itself last.
    List<Source> sourcesOf(ImageReference image) throws ProblemException {
        var sources = new ArrayList<Source>();
        for (var mirror : mirrors) {
            if (mirror.asked.includes(image)) {
                sources.add(source(image, mirror.place));
            }
        }
        sources.add(source(image, place));
        return sources;
    }

    private Source source(ImageReference image, Place at) throws ProblemException {
        return new Source(renamed(image, at.location), at.insecure);
    }

    private ImageReference renamed(ImageReference image, String location) throws ProblemException {
        if (location.isEmpty()) {
            return image;
        }
        var head = prefix.startsWith(WILDCARD) ? image.registry() : prefix;
        var name = location + image.toString().substring(head.length());
        return ImageReference.parse(name)
                .filter(one -> name.startsWith(one.registry() + "/"))
                .orElseThrow(() ->
                        new ProblemException(
                                "registries-conf-broken",
                                "the configuration of registries makes '%s' of %s, which is no name"
                                        .formatted(name, image),
                                "mend what it says of '%s'".formatted(prefix)));
    }
}
