package org.tidewaiter.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tidewaiter.image.engine.Engine;
import org.tidewaiter.image.engine.EngineAddress;
import org.tidewaiter.image.engine.EngineKind;
import org.tidewaiter.image.engine.EngineOptions;
import org.tidewaiter.image.engine.Engines;
import org.tidewaiter.image.engine.InspectedImage;
import org.tidewaiter.model.Platform;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;

/// Looks for one image in the engines of this machine.
final class EngineSearch {
    /// What may be the start of any id, so that it is taken for one only if the user says where.
    private static final Pattern SHORT_ID = Pattern.compile("[0-9a-f]{1,11}");

    private final String name;
    private final String place;
    private final Optional<Platform> platform;
    private final EngineOptions options;
    private final List<Problem> problems = new ArrayList<>();

    /// @param name as the user gave it
    /// @param place the name without its prefix
    EngineSearch(String name, String place, OpenOptions options) {
        this.name = name;
        this.place = place;
        this.platform = options.platform();
        this.options = options.engines();
    }

    /// What kept engines from being asked so far.
    List<Problem> problems() {
        return problems;
    }

    /// The image, where there is an engine that has it for the platform; [#problems()] says later
    /// what was in the way.
    Optional<Image> find(EngineKind kind) {
        var asked = SHORT_ID.matcher(place).matches() ? place + ":latest" : place;
        try {
            for (var address : Engines.find(kind, options)) {
                var engine = new Engine(kind, address, options.probe(), options);
                var found = inspect(engine, asked);
                if (found.filter(this::isWanted).isPresent()) {
                    return found.map(image -> image(engine, image));
                }
            }
        } catch (ProblemException e) {
            problems.add(e.problem());
        }
        return Optional.empty();
    }

    /// The image, which has to be there.
    ///
    /// @throws ProblemException what kept an engine from being asked, `image-not-found`,
    ///   `platform-not-found` or `engine-not-found`
    Image get(EngineKind kind) throws ProblemException {
        var addresses = Engines.find(kind, options);
        for (var address : addresses) {
            var engine = new Engine(kind, address, options.timeout(), options);
            var found = inspect(engine, place);
            if (found.isPresent()) {
                requireWanted(found.get());
                return image(engine, found.get());
            }
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(problems.getFirst());
        }
        throw addresses.isEmpty()
                ? new ProblemException(Engines.notFound(Set.of(kind), options))
                : notFound(kind, addresses);
    }

    private Optional<InspectedImage> inspect(Engine engine, String asked) {
        try {
            return engine.inspect(asked);
        } catch (ProblemException e) {
            problems.add(e.problem());
            return Optional.empty();
        }
    }

    private boolean isWanted(InspectedImage image) {
        return platform.isEmpty()
                || image.platform().isEmpty()
                || platform.get().accepts(image.platform().get());
    }

    private void requireWanted(InspectedImage image) throws ProblemException {
        if (!isWanted(image)) {
            throw new ProblemException(
                    "platform-not-found",
                    "%s is not made for %s, but for: %s"
                            .formatted(
                                    name, platform.orElseThrow(), image.platform().orElseThrow()),
                    "pull it for that platform, or take it from its registry with 'registry:'");
        }
    }

    private Image image(Engine engine, InspectedImage image) {
        return new EngineImage(name, source(engine.kind()), engine, image);
    }

    static SourceKind source(EngineKind kind) {
        return switch (kind) {
            case DOCKER -> SourceKind.DOCKER;
            case PODMAN -> SourceKind.PODMAN;
        };
    }

    private ProblemException notFound(EngineKind kind, List<EngineAddress> asked) {
        var places = asked.stream().map(Object::toString).collect(Collectors.joining(", "));
        return new ProblemException(
                "image-not-found",
                "the %s engine at %s has no image '%s'".formatted(kind.word(), places, place),
                "see what it has with '%s images'".formatted(kind.word().toLowerCase(Locale.ROOT)));
    }
}
