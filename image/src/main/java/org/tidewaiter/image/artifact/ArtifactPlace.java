package org.tidewaiter.image.artifact;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.ProblemException;

/// Where an artifact is kept.
public sealed interface ArtifactPlace {
    /// @param selector a tag or, of one that is read, a digest
    record Layout(Path folder, String selector) implements ArtifactPlace {
        private static final Pattern SELECTED = Pattern.compile("(.+)[:@]([^/:@]+|sha256:[^/]+)");

        private static Layout parse(String place) {
            var selected = SELECTED.matcher(place);
            return selected.matches()
                    ? new Layout(Path.of(selected.group(1)), selected.group(2))
                    : new Layout(Path.of(place), "latest");
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
}
