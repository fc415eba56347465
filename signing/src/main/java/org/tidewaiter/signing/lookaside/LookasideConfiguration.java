package org.tidewaiter.signing.lookaside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.ProblemException;

/// Where the signatures of which images are kept, as the files of `registries.d` say.
///
/// Where the page and the program of containers/image differ, this is what the program does: a
/// section that names no place is passed over for the next wider one.
///
/// @see "containers/image, containers-registries.d(5)"
public final class LookasideConfiguration {
    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_FILES = 1000;
    private static final String DEFAULT = "default-docker";
    private static final String SCOPED = "docker";
    private static final Set<String> SCHEMES = Set.of("file", "http", "https");

    /// Newer and older name.
    private static final List<String> READING = List.of("lookaside", "sigstore");

    private static final List<String> WRITING =
            List.of("lookaside-staging", "sigstore-staging", "lookaside", "sigstore");

    private static final String ATTACHMENTS = "use-sigstore-attachments";

    private static final Set<String> KNOWN =
            Stream.concat(WRITING.stream(), Stream.of(ATTACHMENTS))
                    .collect(Collectors.toUnmodifiableSet());

    private final Map<String, Section> scoped = new HashMap<>();
    private Optional<Section> everywhere = Optional.empty();
    private Optional<URI> otherwise = Optional.empty();

    /// @param writing is where it is read, too, unless another place is said
    private record Section(
            Optional<URI> reading, Optional<URI> writing, Optional<Boolean> attachments) {}

    private LookasideConfiguration() {}

    /// Says nothing.
    public static LookasideConfiguration none() {
        return new LookasideConfiguration();
    }

    /// @param folder where signatures are of which no file says where they are
    public LookasideConfiguration orElse(Path folder) {
        var same = new LookasideConfiguration();
        same.scoped.putAll(scoped);
        same.everywhere = everywhere;
        same.otherwise = Optional.of(folder.toAbsolutePath().toUri());
        return same;
    }

    /// @param folder whose files ending in `.yaml` are read; one that is not there says nothing
    /// @throws ProblemException `registries-folder-broken` if one of them cannot be understood, for
    ///   then nobody knows where to look
    public static LookasideConfiguration read(Path folder) throws ProblemException {
        var texts = new TreeMap<String, String>();
        if (!Files.exists(folder)) {
            return of(texts);
        }
        try (Stream<Path> files = Files.list(folder)) {
            var named =
                    files.filter(file -> file.toString().endsWith(".yaml")).limit(MAX_FILES + 1);
            for (var file : (Iterable<Path>) named::iterator) {
                if (texts.size() == MAX_FILES) {
                    throw broken(
                            folder.toString(), "it has more than %d files".formatted(MAX_FILES));
                }
                texts.put(file.toString(), text(file));
            }
        } catch (IOException | UncheckedIOException e) {
            throw broken(folder.toString(), String.valueOf(e.getMessage()));
        }
        return of(texts);
    }

    private static String text(Path file) throws IOException, ProblemException {
        if (!Files.isRegularFile(file)) {
            throw broken(file.toString(), "it is no file");
        }
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw broken(file.toString(), "it is larger than %d bytes".formatted(MAX_BYTES));
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /// @param texts of the files, by name
    static LookasideConfiguration of(Map<String, String> texts) throws ProblemException {
        var configuration = new LookasideConfiguration();
        for (var file : new TreeMap<>(texts).entrySet()) {
            try {
                configuration.add(YamlMapping.parse(file.getValue()));
            } catch (MalformedConfigurationException e) {
                throw broken(file.getKey(), String.valueOf(e.getMessage()));
            }
        }
        return configuration;
    }

    private void add(YamlMapping file) throws MalformedConfigurationException {
        for (var name : file.texts().keySet()) {
            throw new MalformedConfigurationException("'%s' is no mapping".formatted(name));
        }
        for (var part : file.mappings().entrySet()) {
            switch (part.getKey()) {
                case DEFAULT -> {
                    if (everywhere.isPresent()) {
                        throw new MalformedConfigurationException(DEFAULT + " stands twice");
                    }
                    everywhere = Optional.of(section(part.getValue()));
                }
                case SCOPED -> addScoped(part.getValue());
                default ->
                        throw new MalformedConfigurationException(
                                "'%s' is not known".formatted(part.getKey()));
            }
        }
    }

    private void addScoped(YamlMapping sections) throws MalformedConfigurationException {
        for (var name : sections.texts().keySet()) {
            throw new MalformedConfigurationException("'%s' is no mapping".formatted(name));
        }
        for (var section : sections.mappings().entrySet()) {
            if (scoped.put(section.getKey(), section(section.getValue())) != null) {
                throw new MalformedConfigurationException(
                        "'%s' stands twice".formatted(section.getKey()));
            }
        }
    }

    private static Section section(YamlMapping section) throws MalformedConfigurationException {
        for (var name : section.mappings().keySet()) {
            if (!KNOWN.contains(name) || !section.mappings().get(name).isEmpty()) {
                throw new MalformedConfigurationException("'%s' is not known".formatted(name));
            }
        }
        for (var name : section.texts().keySet()) {
            if (!KNOWN.contains(name)) {
                throw new MalformedConfigurationException("'%s' is not known".formatted(name));
            }
        }
        return new Section(
                place(section, READING),
                place(section, WRITING),
                truth(section.texts().getOrDefault(ATTACHMENTS, "")));
    }

    /// @param names of which the first that is there counts
    private static Optional<URI> place(YamlMapping section, List<String> names)
            throws MalformedConfigurationException {
        for (var name : names) {
            var text = section.texts().getOrDefault(name, "");
            if (!text.isEmpty()) {
                return Optional.of(url(text));
            }
        }
        return Optional.empty();
    }

    private static Optional<Boolean> truth(String text) throws MalformedConfigurationException {
        return switch (text) {
            case "" -> Optional.empty();
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default ->
                    throw new MalformedConfigurationException(
                            "'%s' is neither true nor false".formatted(text));
        };
    }

    private static URI url(String text) throws MalformedConfigurationException {
        try {
            var url = new URI(text);
            boolean local = "file".equals(url.getScheme());
            boolean hosted = url.getHost() != null;
            if (url.getScheme() != null
                    && SCHEMES.contains(url.getScheme())
                    && local != hosted
                    && (!local || isPath(String.valueOf(url.getPath())))
                    && url.getQuery() == null
                    && url.getFragment() == null
                    && url.getUserInfo() == null) {
                return url;
            }
        } catch (URISyntaxException _) {
            // refused below
        }
        throw new MalformedConfigurationException(
                "'%s' is no file:///, http:// or https:// address".formatted(text));
    }

    private static boolean isPath(String text) {
        try {
            return Path.of(text).isAbsolute();
        } catch (InvalidPathException _) {
            return false;
        }
    }

    /// Where the signatures of an image are.
    ///
    /// @return nothing where nobody has said where
    public Optional<URI> placeFor(ImageReference image) {
        return first(image, Section::reading).or(() -> otherwise);
    }

    /// Where new signatures of an image are put, for somebody to publish them.
    ///
    /// @return nothing where nobody has said where
    public Optional<URI> stagingFor(ImageReference image) {
        return first(image, Section::writing).or(() -> otherwise);
    }

    /// Whether cosign's signatures under a tag count for the policies of containers/image.
    public boolean usesAttachments(ImageReference image) {
        return first(image, Section::attachments).orElse(false);
    }

    /// @param part of a section; one that does not have it is passed over
    private <T> Optional<T> first(ImageReference image, Function<Section, Optional<T>> part) {
        return Stream.concat(
                        Scopes.of(image).stream()
                                .flatMap(scope -> Optional.ofNullable(scoped.get(scope)).stream()),
                        everywhere.stream())
                .flatMap(section -> part.apply(section).stream())
                .findFirst();
    }

    private static ProblemException broken(String place, String why) {
        return new ProblemException(
                "registries-folder-broken",
                "%s cannot be read: %s".formatted(place, why),
                "mend it; it says where signatures of images are");
    }
}
