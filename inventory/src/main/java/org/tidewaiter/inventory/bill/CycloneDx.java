package org.tidewaiter.inventory.bill;

import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.model.Sha1;
import org.tidewaiter.model.json.Json;

/// Understands CycloneDX as it is in JSON. The XML form is given to it in the same shape.
final class CycloneDx {
    private final Components components = new Components();
    private final Needs needs = new Needs();
    private Json metadata = new Json.JsonNull();

    void setMetadata(Json json) {
        metadata = json;
    }

    /// Takes a component and those inside it.
    void add(Json json) throws MalformedFileException {
        var one = component(json);
        if (!one.type().equals("file") || !one.purls().isEmpty()) {
            components.add(one);
        }
        for (var inner : json.get("components").items()) {
            add(inner);
        }
    }

    /// @param dependency with `ref` and `dependsOn`
    void addDependency(Json dependency) throws MalformedFileException {
        for (var on : dependency.get("dependsOn").items()) {
            needs.add(dependency.text("ref"), on.text().orElse(""));
        }
    }

    void addNeed(String of, String on) throws MalformedFileException {
        needs.add(of, on);
    }

    Document document(String version) throws MalformedFileException {
        if (!version.startsWith("1.")) {
            throw new MalformedFileException("CycloneDX of an unknown version");
        }
        var subject = component(metadata.get("component"));
        for (var inner : metadata.get("component").get("components").items()) {
            add(inner);
        }
        if (!subject.purls().isEmpty()) {
            components.add(subject);
        }
        return new Document(
                subject.name(), subject.version(), properties(metadata), components.all(), needs);
    }

    private static Component component(Json json) {
        var group = json.text("group");
        return new Component(
                json.text("bom-ref"),
                json.text("type"),
                group.isEmpty() ? json.text("name") : group + "/" + json.text("name"),
                json.text("version"),
                json.text("description"),
                json.has("purl") ? List.of(json.text("purl")) : List.of(),
                json.has("cpe") ? List.of(json.text("cpe")) : List.of(),
                licences(json),
                json.get("evidence").get("occurrences").items().stream()
                        .map(one -> one.text("location"))
                        .toList(),
                json.get("hashes").items().stream()
                        .filter(one -> one.text("alg").equals("SHA-1"))
                        .flatMap(one -> Sha1.parse(one.text("content")).stream())
                        .toList(),
                properties(json));
    }

    private static List<String> licences(Json json) {
        var licences = new ArrayList<String>();
        for (var choice : json.get("licenses").items()) {
            var licence = choice.get("license");
            var words =
                    choice.has("expression")
                            ? choice.text("expression")
                            : licence.has("id") ? licence.text("id") : licence.text("name");
            licences.add(words);
        }
        return licences;
    }

    private static ForeignProperties properties(Json json) {
        var properties = new ForeignProperties();
        for (var property : json.get("properties").items()) {
            properties.add(property.text("name"), property.text("value"));
        }
        return properties;
    }
}
