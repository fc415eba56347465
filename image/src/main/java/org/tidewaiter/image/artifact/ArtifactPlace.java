package org.tidewaiter.image.artifact;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.ProblemException;

/// Where an artifact is kept.
public sealed interface ArtifactPlace {
    /// @param selector a tag or, of one that is read, a digest
    record Layout(Path folder, String selector) implements ArtifactPlace {
        private static final Pattern BY_DIGEST = Pattern.compile("(.+)@(sha(?:256|512):[^/:@]*)");
        private static final Pattern BY_TAG = Pattern.compile("(.+)[:@]([^/:@]+)");

        private static Layout parse(String place) throws ProblemException {
            if (place.isEmpty() || place.startsWith(":") || place.startsWith("@")) {
                throw new ProblemException(
                        "image-name-invalid",
                        "'oci:%s' names no folder".formatted(place),
                        "write it like oci:build/layout:latest");
            }
            return Stream.of(BY_DIGEST, BY_TAG)
                    .map(form -> form.matcher(place))
                    .filter(Matcher::matches)
                    .findFirst()
                    .map(found -> new Layout(Path.of(found.group(1)), found.group(2)))
                    .orElseGet(() -> new Layout(Path.of(place), "latest"));
        }

        private boolean hasTag() {
            return selector.indexOf(':') < 0;
        }

        @Override
        public String toString() {
            var separator = Digest.parse(selector).isPresent() ? '@' : ':';
            return "oci:" + folder + separator + selector;
        }
    }

    record Registry(ImageReference name) implements ArtifactPlace {
        @Override
        public String toString() {
            return "registry:" + name;
        }
    }

    /// Reads `oci:FOLDER:TAG` and `registry:NAME` or, as other tools have it, `docker://NAME` and
    /// `oci://NAME`.
    ///
    /// @return nothing for a text without one of these prefixes
    /// @throws ProblemException `image-name-invalid`
    static Optional<ArtifactPlace> parse(String text) throws ProblemException {
        for (var prefix : new String[] {"registry:", "docker://", "oci://"}) {
            if (text.startsWith(prefix)) {
                var name = text.substring(prefix.length());
                var reference = ImageReference.parse(name);
                if (reference.isEmpty()) {
                    throw new ProblemException(
                            "image-name-invalid",
                            "'%s' is no name in a registry".formatted(name),
                            "write it like registry.example/team/advisories:latest");
                }
                return Optional.of(new Registry(reference.get()));
            }
        }
        return text.startsWith("oci:")
                ? Optional.of(Layout.parse(text.substring("oci:".length())))
                : Optional.empty();
    }

    /// The same for a place that is written to. What is written to a folder goes by a tag; a
    /// registry itself refuses what has another digest than the one named.
    ///
    /// @throws ProblemException `image-name-invalid`
    static Optional<ArtifactPlace> parseTarget(String text) throws ProblemException {
        var place = parse(text);
        if (place.isPresent() && place.get() instanceof Layout layout && !layout.hasTag()) {
            throw new ProblemException(
                    "image-name-invalid",
                    "'%s' names a digest, and what is written to a folder goes by a tag"
                            .formatted(text),
                    "write it like oci:%s:latest".formatted(layout.folder()));
        }
        return place;
    }

    /// The same for an image, whose place is a registry where it has no prefix, unless a folder has
    /// that name: what was meant for a folder is not sent to anybody.
    ///
    /// @throws ProblemException `image-name-invalid`
    static ArtifactPlace parseImageTarget(String text) throws ProblemException {
        var place = parseTarget(text);
        if (place.isPresent()) {
            return place.get();
        }
        var folder = Layout.parse(text).folder();
        if (Files.isDirectory(folder)) {
            throw new ProblemException(
                    "image-name-invalid",
                    "'%s' is a folder and may be a name in a registry".formatted(folder),
                    "write oci:%1$s for the folder, or registry:%1$s".formatted(text));
        }
        return parse("registry:" + text).orElseThrow();
    }
}
