package org.tidewaiter.inventory.dotnet;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tidewaiter.model.json.Json;

/// What NuGet restored for one framework, by id, in which case does not count.
final class RestoredPackages {
    private final Map<String, String> needs = new HashMap<>();

    void add(String id, String version) {
        needs.put(id.toLowerCase(Locale.ROOT), id + "@" + version);
    }

    /// @param entry with its `dependencies`
    /// @return `ID@VERSION` of each; the id alone of what was not restored
    List<String> needs(Json entry) {
        return entry.get("dependencies").members().keySet().stream()
                .map(id -> needs.getOrDefault(id.toLowerCase(Locale.ROOT), id))
                .toList();
    }
}
