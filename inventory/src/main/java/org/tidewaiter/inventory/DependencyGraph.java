package org.tidewaiter.inventory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.tidewaiter.image.merge.MergedTree;
import org.tidewaiter.image.pass.ImageReading;
import org.tidewaiter.model.Dependency;
import org.tidewaiter.model.Observation.DependenciesSeen;
import org.tidewaiter.model.Presence;
import org.tidewaiter.model.Purl;

/// Which live package needs which. A package that is seen at several places needs what it needs at
/// any of them. What no package in the image satisfies is left out.
///
/// Which of several packages of one name is meant: with npm, that in the nearest `node_modules`, as
/// Node looks for it; otherwise one that the same file lists, or one beside it, and then one of the
/// same architecture. Where that leaves several versions, nothing is said; but of several packages
/// of a distribution that provide the same, the first by purl.
final class DependencyGraph {
    private final MergedTree tree;

    /// The packages by type and what they answer to.
    private final Map<String, Map<String, List<Node>>> byName = new HashMap<>();

    private final Map<Place, Node> byPlace = new HashMap<>();

    /// The packages of npm, by the path of their manifest.
    private final Map<String, Node> byManifest = new HashMap<>();

    /// So that many packages of one name which need that name are looked through once.
    private final Map<Question, Optional<Purl>> answers = new HashMap<>();

    /// Who is meant by a name, and what decides it.
    private record Question(
            String name, String path, String type, String architecture, boolean isOfDistribution) {}

    private DependencyGraph(MergedTree tree) {
        this.tree = tree;
    }

    /// A package in a file.
    private record Place(String path, Purl seen) {}

    /// A package as the inventory has it.
    private record Node(String path, Purl purl, boolean isOfDistribution) {
        boolean isIn(String other) {
            return path.equals(other);
        }

        /// Whether both lie in one folder of packages, each in a folder of its own.
        boolean isBeside(String other) {
            return folder(folder(path)).equals(folder(folder(other)));
        }

        private static String folder(String path) {
            int slash = path.lastIndexOf('/');
            return slash < 0 ? "" : path.substring(0, slash);
        }
    }

    /// @param completed the purl that the inventory has for a package
    /// @return sorted
    static List<Dependency> of(
            List<Found> found, ImageReading reading, Function<Found, Purl> completed) {
        var stated = new ArrayList<Map.Entry<Place, DependenciesSeen>>();
        for (var one : reading.seen()) {
            if (one.presence() == Presence.LIVE
                    && one.observation() instanceof DependenciesSeen seen) {
                stated.add(Map.entry(new Place(one.path(), seen.of()), seen));
            }
        }
        var graph = new DependencyGraph(reading.tree());
        if (!stated.isEmpty()) {
            found.stream()
                    .filter(Found::isLive)
                    .forEach(one -> graph.add(one, completed.apply(one)));
        }
        stated.forEach(one -> graph.provide(one.getKey(), one.getValue().provides()));
        return graph.resolve(stated);
    }

    private void add(Found found, Purl purl) {
        var node = new Node(found.path(), purl, found.isOfDistribution());
        byPlace.put(new Place(found.path(), found.seen().purl()), node);
        answer(purl.ecosystemName(), node);
        answer(purl.ecosystemName() + "@" + purl.version(), node);
        if (purl.type().equals("npm") && found.path().endsWith("package.json")) {
            tree.resolve(found.path()).ifPresent(path -> byManifest.put(path, node));
        }
    }

    private void answer(String name, Node node) {
        byName.computeIfAbsent(node.purl().type(), _ -> new HashMap<>())
                .computeIfAbsent(name, _ -> new ArrayList<>())
                .add(node);
    }

    private void provide(Place place, List<String> names) {
        var node = byPlace.get(place);
        if (node != null) {
            names.forEach(name -> answer(name, node));
        }
    }

    private List<Dependency> resolve(List<Map.Entry<Place, DependenciesSeen>> stated) {
        var edges = new TreeMap<Purl, TreeSet<Purl>>();
        for (var one : stated) {
            var from = byPlace.get(one.getKey());
            if (from == null) {
                continue;
            }
            for (var need : one.getValue().needs()) {
                need.stream()
                        .flatMap(name -> find(name, from).stream())
                        .findFirst()
                        .filter(Predicate.not(from.purl()::equals))
                        .ifPresent(on ->
                                edges.computeIfAbsent(from.purl(), _ -> new TreeSet<>()).add(on));
            }
        }
        return edges.entrySet().stream()
                .map(edge -> new Dependency(edge.getKey(), List.copyOf(edge.getValue())))
                .toList();
    }

    private Optional<Purl> find(String name, Node from) {
        if (from.purl().type().equals("npm")
                && byManifest.containsKey(tree.resolve(from.path()).orElse(""))) {
            return nearest(name, from.path());
        }
        var question =
                new Question(
                        name,
                        from.path(),
                        from.purl().type(),
                        from.purl().qualifier("arch"),
                        from.isOfDistribution());
        return answers.computeIfAbsent(question, this::chosen);
    }

    private Optional<Purl> chosen(Question from) {
        var all = byName.getOrDefault(from.type(), Map.of()).getOrDefault(from.name(), List.of());
        var candidates = narrowed(all, one -> one.isIn(from.path()));
        candidates = narrowed(candidates, one -> one.isBeside(from.path()));
        candidates =
                narrowed(
                        candidates,
                        one -> one.purl().qualifier("arch").equals(from.architecture()));
        var purls = new TreeSet<Purl>();
        candidates.forEach(one -> purls.add(one.purl()));
        return purls.size() == 1 || (from.isOfDistribution() && !purls.isEmpty())
                ? Optional.of(purls.first())
                : Optional.empty();
    }

    /// Those that are better, if there are any.
    private static Collection<Node> narrowed(Collection<Node> all, Predicate<Node> better) {
        var some = all.stream().filter(better).toList();
        return some.isEmpty() ? all : some;
    }

    /// What `require` gives a module of the package at a path.
    private Optional<Purl> nearest(String name, String manifest) {
        var own = tree.resolve(manifest).orElse(manifest);
        for (int slash = own.lastIndexOf('/');
                slash >= 0;
                slash = own.lastIndexOf('/', slash - 1)) {
            var folder = own.substring(0, slash);
            if (!folder.endsWith("node_modules")) {
                var node =
                        tree.resolve(folder + "/node_modules/" + name + "/package.json")
                                .map(byManifest::get);
                if (node.isPresent()) {
                    return node.map(Node::purl);
                }
            }
        }
        return tree.resolve("node_modules/" + name + "/package.json")
                .map(byManifest::get)
                .map(Node::purl);
    }
}
