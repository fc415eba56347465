package org.tidewaiter.inventory.node;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tidewaiter.image.reader.MalformedFileException;

/// The packages of a lock file that nests them by their paths, as Node looks for them: below the
/// package that needs one, and then in each folder further out.
final class NestedPackages {
    /// Far more than any install nests.
    private static final int MAX_DEPTH = 100;

    private final String separator;

    /// By the path of what a package is below, which is empty for the project itself, and by name.
    private final Map<String, Map<String, String>> packages = new HashMap<>();

    /// @param separator what stands before the name of a package that is below another
    NestedPackages(String separator) {
        this.separator = separator;
    }

    /// @param need `name@version`, by its real name
    void add(String below, String name, String need) {
        packages.computeIfAbsent(below, _ -> new HashMap<>()).putIfAbsent(name, need);
    }

    /// @param path of the package that needs them
    /// @return the `name@version` of each that is there
    /// @throws MalformedFileException if the path nests deeper than is believed
    List<String> nearest(String path, Collection<String> names) throws MalformedFileException {
        if (names.isEmpty()) {
            return List.of();
        }
        var folders = folders(path);
        return names.stream().flatMap(name -> first(name, folders).stream()).toList();
    }

    private static Optional<String> first(String name, List<Map<String, String>> folders) {
        for (var folder : folders) {
            var need = folder.get(name);
            if (need != null) {
                return Optional.of(need);
            }
        }
        return Optional.empty();
    }

    /// Those that hold packages, the nearest first.
    private List<Map<String, String>> folders(String path) throws MalformedFileException {
        var folders = new ArrayList<Map<String, String>>();
        var below = path;
        for (int depth = 0; depth < MAX_DEPTH; depth++) {
            folders.add(packages.getOrDefault(below, Map.of()));
            if (below.isEmpty()) {
                return folders;
            }
            below = below.substring(0, Math.max(below.lastIndexOf(separator), 0));
        }
        throw new MalformedFileException("packages are nested more than 100 deep");
    }
}
