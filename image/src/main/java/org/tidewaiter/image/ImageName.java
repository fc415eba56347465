package org.tidewaiter.image;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tidewaiter.image.consulted.ConsultedFiles;
import org.tidewaiter.image.layout.OciLayout;
import org.tidewaiter.model.ProblemException;

/// What the user typed, taken apart.
///
/// @param kinds where the image is looked for, in this order
/// @param place a path, a reference, or an engine's id of an image
/// @param selector what follows a path after `:` or `@`: a tag, a reference or a digest
record ImageName(List<SourceKind> kinds, String place, Optional<String> selector) {
    private static final Map<String, SourceKind> PREFIXES =
            Map.of(
                    "registry", SourceKind.REGISTRY,
                    "docker", SourceKind.DOCKER,
                    "docker-daemon", SourceKind.DOCKER,
                    "podman", SourceKind.PODMAN,
                    "oci", SourceKind.LAYOUT,
                    "oci-dir", SourceKind.LAYOUT,
                    "archive", SourceKind.ARCHIVE,
                    "docker-archive", SourceKind.ARCHIVE,
                    "oci-archive", SourceKind.ARCHIVE,
                    "dir", SourceKind.DIRECTORY);

    /// `registry:2` and `docker:27-dind` are images of that name, and not a prefix; an engine's id
    /// has twelve digits at least.
    private static final Pattern VERSION =
            Pattern.compile("(?![0-9a-f]{12,64}$)(?:[0-9][^/:]*|latest|dind|cli)");

    /// A program `app` beside the user's work does not make `app:1` an archive.
    private static final Pattern ARCHIVE = Pattern.compile(".*\\.(?:tar|tgz|tar\\.[a-z0-9]+)");

    ImageName {
        kinds = List.copyOf(kinds);
    }

    /// Tells by a prefix, or else by what there is on disk: a folder with an `oci-layout` file, any
    /// other folder or a text, a file. What is none of them is an engine's image, or one in a
    /// registry.
    ///
    /// @param consulted is told what is looked for on disk
    static ImageName parse(String text, Optional<SourceKind> forced, ConsultedFiles consulted)
            throws ProblemException {
        if (text.isBlank()) {
            throw new ProblemException(
                    "image-name-invalid", "no image is named", "name an image, a file or a folder");
        }
        if (forced.isPresent()) {
            return of(forced.get(), text, consulted);
        }
        int colon = text.indexOf(':');
        var prefix = colon < 0 ? null : PREFIXES.get(text.substring(0, colon));
        if (prefix != null && !VERSION.matcher(text.substring(colon + 1)).matches()) {
            return of(prefix, text.substring(colon + 1), consulted);
        }
        for (var name : splits(text)) {
            var path = path(name.place());
            path.ifPresent(consulted::add);
            if (path.filter(Files::isDirectory).isPresent()) {
                var marker = path.get().resolve(OciLayout.MARKER);
                consulted.add(marker);
                boolean layout = Files.exists(marker);
                if (layout || name.selector().isEmpty()) {
                    return name.as(layout ? SourceKind.LAYOUT : SourceKind.DIRECTORY);
                }
            }
            boolean called = ARCHIVE.matcher(name.place()).matches();
            if ((called || name.selector().isEmpty())
                    && path.filter(Files::isRegularFile).isPresent()) {
                boolean alone = !called && TextFile.is(path.get());
                return name.as(alone ? SourceKind.DIRECTORY : SourceKind.ARCHIVE);
            }
        }
        var kinds = List.of(SourceKind.DOCKER, SourceKind.PODMAN, SourceKind.REGISTRY);
        return new ImageName(kinds, text, Optional.empty());
    }

    private static ImageName of(SourceKind kind, String place, ConsultedFiles consulted) {
        return switch (kind) {
            case REGISTRY -> {
                var reference = place.startsWith("//") ? place.substring(2) : place;
                yield new ImageName(List.of(kind), reference, Optional.empty());
            }
            case DOCKER -> // docker://NAME is a registry's image, as skopeo has it
                    place.startsWith("//")
                            ? of(SourceKind.REGISTRY, place, consulted)
                            : new ImageName(List.of(kind), place, Optional.empty());
            case DIRECTORY, PODMAN -> new ImageName(List.of(kind), place, Optional.empty());
            case LAYOUT, ARCHIVE ->
                    splits(place).stream()
                            .filter(name -> isThere(name.place(), consulted))
                            .findFirst()
                            .orElse(new Split(place, Optional.empty()))
                            .as(kind);
        };
    }

    private static boolean isThere(String place, ConsultedFiles consulted) {
        var path = path(place);
        path.ifPresent(consulted::add);
        return path.filter(Files::exists).isPresent();
    }

    /// Whether the user, or what is on disk, leaves no choice.
    boolean isForced() {
        return kinds.size() == 1;
    }

    /// One reading of a name as a path and what selects an image in it.
    private record Split(String place, Optional<String> selector) {
        ImageName as(SourceKind kind) {
            return new ImageName(List.of(kind), place, selector);
        }
    }

    /// The longest path first.
    private static List<Split> splits(String text) {
        var splits = new ArrayList<Split>();
        splits.add(new Split(text, Optional.empty()));
        for (int i = text.length() - 1; i > 0; i--) {
            if (text.charAt(i) == ':' || text.charAt(i) == '@') {
                splits.add(new Split(text.substring(0, i), Optional.of(text.substring(i + 1))));
            }
        }
        return splits;
    }

    static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }
}
