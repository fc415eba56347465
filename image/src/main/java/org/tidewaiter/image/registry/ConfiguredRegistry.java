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
    record Place(String location, boolean insecure) {
        /// `host` or `host:port`; empty where there is no location.
        String host() {
            return location.replaceFirst("/.*", "");
        }
    }

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

    /// Whether a registry, `host` or `host:port`, may be spoken to without TLS.
    boolean isInsecure(String registry) {
        boolean isThis =
                place.location.isEmpty()
                        ? registry.endsWith(prefix.substring(1))
                        : place.host().equals(registry);
        return (isThis && place.insecure)
                || mirrors.stream()
                        .map(MirrorPlace::place)
                        .anyMatch(one -> one.insecure && one.host().equals(registry));
    }

    boolean matches(ImageReference image) {
        if (prefix.startsWith(WILDCARD)) {
            return image.registry().endsWith(prefix.substring(1));
        }
        var name = image.toString();
        if (!name.startsWith(prefix) || name.length() == prefix.length()) {
            return name.equals(prefix);
        }
        var next = name.charAt(prefix.length());
        return next == '/' || (prefix.contains("/") && (next == ':' || next == '@'));
    }

    /// The names under which an image is asked for, that of the registry itself last.
    List<ImageReference> namesOf(ImageReference image) throws ProblemException {
        var names = new ArrayList<ImageReference>();
        for (var mirror : mirrors) {
            if (mirror.asked.includes(image)) {
                names.add(renamed(image, mirror.place.location));
            }
        }
        names.add(renamed(image, place.location));
        return names;
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
