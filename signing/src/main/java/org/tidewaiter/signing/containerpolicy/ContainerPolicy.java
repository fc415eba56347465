package org.tidewaiter.signing.containerpolicy;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.signing.check.RefusedException;

/// Whose signatures images must have, by where they come from. All requirements of the one section
/// that counts must hold.
///
/// @param otherwise the section for what no other is for; never empty
/// @param transports for each way to get images (`docker` is a registry), sections by scope, which
///   is a part of a name from its beginning, or empty for all that come this way
/// @see "containers/image, containers-policy.json(5)"
public record ContainerPolicy(
        List<Requirement> otherwise,
        SortedMap<String, SortedMap<String, List<Requirement>>> transports) {
    /// A larger file is refused.
    public static final int MAX_BYTES = 4 << 20;

    /// The transport of registries.
    public static final String REGISTRIES = "docker";

    /// @throws IllegalArgumentException if a section asks for nothing
    public ContainerPolicy {
        otherwise = section(otherwise);
        var copy = new TreeMap<String, SortedMap<String, List<Requirement>>>();
        transports.forEach((transport, scopes) -> {
            var sections = new TreeMap<String, List<Requirement>>();
            scopes.forEach((scope, section) -> sections.put(scope, section(section)));
            copy.put(transport, sections);
        });
        transports = copy;
    }

    private static List<Requirement> section(List<Requirement> requirements) {
        if (requirements.isEmpty()) {
            throw new IllegalArgumentException("a section asks for nothing");
        }
        return List.copyOf(requirements);
    }

    /// @throws RefusedException if it does not follow the format, with what is wrong: what is not
    ///   understood is never passed over
    public static ContainerPolicy parse(byte[] utf8) throws RefusedException {
        return PolicyReader.read(utf8);
    }

    /// What counts for an image.
    ///
    /// @param name of the section
    record Section(String name, List<Requirement> requirements) {}

    /// @param scopes under which it may be found, the most exact one first
    Section sectionFor(String transport, List<String> scopes) {
        var sections = transports.get(transport);
        if (sections != null) {
            var names = new ArrayList<>(scopes);
            names.add("");
            for (var scope : names) {
                var section = sections.get(scope);
                if (section != null) {
                    return new Section(scope.isEmpty() ? transport : scope, section);
                }
            }
        }
        return new Section("default", otherwise);
    }

    /// As a file has it. The same policy gives the same bytes.
    public byte[] toJson() {
        var out = new ByteArrayOutputStream();
        try (var json = new JsonWriter(out)) {
            json.beginObject();
            PolicyWriter.section("default", otherwise, json);
            if (!transports.isEmpty()) {
                json.beginObject("transports");
                transports.forEach((transport, sections) -> {
                    json.beginObject(transport);
                    sections.forEach(
                            (scope, section) -> PolicyWriter.section(scope, section, json));
                    json.endObject();
                });
                json.endObject();
            }
            json.endObject();
        }
        return out.toByteArray();
    }
}
