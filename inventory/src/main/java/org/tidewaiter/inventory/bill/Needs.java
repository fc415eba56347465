package org.tidewaiter.inventory.bill;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.model.Dependency;
import org.tidewaiter.model.Purl;

/// Which component of a document needs which, by their ids, as many as are believed.
final class Needs {
    private static final int MAX_NEEDS = 2_000_000;

    private final List<Need> all = new ArrayList<>();

    private record Need(String of, String on) {}

    void add(String of, String on) throws MalformedFileException {
        if (all.size() == MAX_NEEDS) {
            throw new MalformedFileException("more than 2,000,000 dependencies");
        }
        all.add(new Need(of, on));
    }

    /// @param packages by the ids of their components; what is of no package is left out
    /// @return sorted
    List<Dependency> among(Map<String, Purl> packages) {
        var needs = new TreeMap<String, TreeMap<String, Purl>>();
        var purls = new HashMap<String, Purl>();
        for (var need : all) {
            var of = packages.get(need.of());
            var on = packages.get(need.on());
            if (of != null && on != null && !of.equals(on)) {
                purls.putIfAbsent(of.toString(), of);
                needs.computeIfAbsent(of.toString(), _ -> new TreeMap<>())
                        .putIfAbsent(on.toString(), on);
            }
        }
        var dependencies = new ArrayList<Dependency>();
        needs.forEach((of, on) -> {
            var purl = purls.get(of);
            if (purl != null) {
                dependencies.add(new Dependency(purl, List.copyOf(on.values())));
            }
        });
        return dependencies;
    }
}
