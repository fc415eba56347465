package org.tidewaiter.image;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tidewaiter.image.engine.Engine;
import org.tidewaiter.image.engine.EngineKind;
import org.tidewaiter.image.engine.EngineOptions;
import org.tidewaiter.image.engine.Engines;
import org.tidewaiter.image.engine.RunningContainer;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;

/// What the containers of this machine's engines run.
///
/// @param images each once, however many containers run it; by the names they are run under
/// @param withoutImage containers made of a folder, by name
/// @param problems what kept an engine from being asked, where another one answered
public record RunningImages(
        List<RunningImage> images, List<RunningContainer> withoutImage, List<Problem> problems) {
    public RunningImages {
        images = List.copyOf(images);
        withoutImage = List.copyOf(withoutImage);
        problems = List.copyOf(problems);
    }

    /// @param kinds whose containers, at least one
    /// @throws ProblemException `engine-not-found`, or, where no engine answers, those of [Engine]
    public static RunningImages find(Set<EngineKind> kinds, EngineOptions options)
            throws ProblemException {
        var search = new Search(options);
        for (var one : new TreeSet<>(kinds)) {
            search.ask(one);
        }
        if (!search.answered) {
            throw new ProblemException(
                    search.problems.isEmpty()
                            ? Engines.notFound(new TreeSet<>(kinds), options)
                            : search.problems.getFirst());
        }
        return search.found();
    }

    private static final class Search {
        private final EngineOptions options;
        private final List<Problem> problems = new ArrayList<>();

        /// By id: two sockets may lead to one engine.
        private final Map<String, RunningContainer> containers = new TreeMap<>();

        private final Map<String, Engine> engines = new TreeMap<>();
        private boolean answered;

        Search(EngineOptions options) {
            this.options = options;
        }

        void ask(EngineKind kind) {
            try {
                for (var address : Engines.find(kind, options)) {
                    ask(new Engine(kind, address, options.timeout(), options));
                }
            } catch (ProblemException e) {
                problems.add(e.problem());
            }
        }

        private void ask(Engine engine) {
            try {
                for (var container : engine.running()) {
                    containers.putIfAbsent(container.id(), container);
                    engines.putIfAbsent(container.id(), engine);
                }
                answered = true;
            } catch (ProblemException e) {
                problems.add(e.problem());
            }
        }

        RunningImages found() {
            var byImage = new LinkedHashMap<String, List<RunningContainer>>();
            var withoutImage = new ArrayList<RunningContainer>();
            var byName = comparing(RunningContainer::name).thenComparing(RunningContainer::id);
            for (var one : containers.values().stream().sorted(byName).toList()) {
                one.imageId()
                        .map(id -> byImage.computeIfAbsent(id.toString(), _ -> new ArrayList<>()))
                        .orElse(withoutImage)
                        .add(one);
            }
            var images =
                    byImage.values().stream()
                            .map(all -> new RunningImage(engine(all.getFirst()), all))
                            .sorted(
                                    comparing(RunningImage::name)
                                            .thenComparing(image -> image.id().toString()))
                            .toList();
            return new RunningImages(images, withoutImage, problems);
        }

        private Engine engine(RunningContainer container) {
            return Objects.requireNonNull(engines.get(container.id()));
        }
    }
}
