package org.tidewaiter.image.registry;

import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.ProblemException;

/// What a `[[registry]]` table says of the images whose names begin with its prefix.
///
/// @param prefix `host`, `host/path`, a whole name, or `*.host` and `*.host/path` for all hosts
///   below
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
        int end = end(name);
        if (end < 0 || end == name.length()) {
            return end >= 0;
        }
        var next = name.charAt(end);
        return next == '/' || (prefix.contains("/") && (next == ':' || next == '@'));
    }

    /// Where in a name ends what the prefix stands for; -1 where that is another's.
    private int end(String name) {
        if (!prefix.startsWith(WILDCARD)) {
            return name.startsWith(prefix) ? prefix.length() : -1;
        }
        var host = upToSlash(name);
        var domain = upToSlash(prefix);
        var path = prefix.substring(domain.length());
        boolean isBelow =
                host.endsWith(domain.substring(1))
                        || (path.isEmpty()
                                && host.replaceFirst(":[0-9]+$", "").endsWith(domain.substring(1)));
        return isBelow && name.startsWith(path, host.length()) ? host.length() + path.length() : -1;
    }

    private static String upToSlash(String name) {
        int slash = name.indexOf('/');
        return slash < 0 ? name : name.substring(0, slash);
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
        var name = location + image.toString().substring(end(image.toString()));
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
