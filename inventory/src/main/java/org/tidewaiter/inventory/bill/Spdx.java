package org.tidewaiter.inventory.bill;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.model.Sha1;
import org.tidewaiter.model.json.Json;

/// Understands SPDX 2 as it is in JSON. The tag-value form is given to it in the same shape.
final class Spdx {
    /// Our annotations.
    private static final Pattern OUR_PROPERTY = Pattern.compile("(tidewaiter:[a-z-]+)=(.*)");

    /// Trivy's annotations and attribution texts.
    private static final Pattern TRIVY_PROPERTY = Pattern.compile("([A-Z][A-Za-z]+): (\\S.*)");

    private static final int MAX_WORDS = 300;
    static final Set<String> NOTHING = Set.of("", "NOASSERTION", "NONE");

    private final Components components = new Components();
    private final Map<String, String> licences = new HashMap<>();
    private final Map<String, List<String>> annotations = new HashMap<>();
    private final Needs needs = new Needs();
    private final Set<String> described = new HashSet<>();
    private String name = "";

    /// How many packages are said to be in other documents.
    private int elsewhere;

    void setName(String text) {
        name = text;
    }

    void describe(String id) {
        described.add(id);
    }

    void add(Json json) throws MalformedFileException {
        components.add(component(json));
    }

    /// An annotation that stands outside of its package.
    void annotate(String id, String comment) {
        annotations.computeIfAbsent(id, _ -> new ArrayList<>()).add(comment);
    }

    void addLicence(Json json) {
        var text = json.text("extractedText");
        var words = json.text("name");
        if (NOTHING.contains(words)) {
            words = text.length() <= MAX_WORDS ? text : "";
        }
        if (!words.isBlank()) {
            licences.put(json.text("licenseId"), words);
        }
    }

    void addRelationship(Json json) throws MalformedFileException {
        var one = json.text("spdxElementId");
        var other = json.text("relatedSpdxElement");
        switch (json.text("relationshipType")) {
            case "DESCRIBES" -> describe(other);
            case "DEPENDS_ON" -> needs.add(one, other);
            case "DEPENDENCY_OF", "RUNTIME_DEPENDENCY_OF" -> needs.add(other, one);
            case "CONTAINS" -> {
                if (other.startsWith("DocumentRef-")) {
                    elsewhere++;
                }
            }
            default -> {}
        }
    }

    Document document(String version) throws MalformedFileException {
        if (!version.startsWith("SPDX-2.")) {
            throw new MalformedFileException("SPDX of an unknown version");
        }
        var all = components.all().stream().map(this::completed).toList();
        var subject = all.stream().filter(one -> described.contains(one.id())).findFirst();
        var properties = subject.map(Component::properties).orElseGet(ForeignProperties::new);
        if (elsewhere > 0) {
            properties.addOurs(
                    "gap",
                    "sbom: %d packages are in other documents, which are not read"
                            .formatted(elsewhere));
        }
        return new Document(
                subject.map(Component::name).orElse(name),
                subject.map(Component::version).orElse(""),
                properties,
                all.stream().filter(one -> !isSubject(one)).toList(),
                needs);
    }

    /// What is described is no part of itself, unless a package URL makes a package of it.
    private boolean isSubject(Component one) {
        return described.contains(one.id()) && one.purls().isEmpty();
    }

    /// Before what the rest of the document says of it.
    static Component component(Json json) {
        var properties = new ForeignProperties();
        json.get("annotations").items().forEach(one -> read(one.text("comment"), properties));
        json.get("attributionTexts")
                .items()
                .forEach(one -> read(one.text().orElse(""), properties));
        properties.addSourceInfo(json.text("sourceInfo"));
        return new Component(
                json.text("SPDXID"),
                type(json.text("primaryPackagePurpose")),
                json.text("name"),
                json.text("versionInfo"),
                json.text("summary"),
                references("purl", json),
                references("cpe2[23]Type", json),
                List.of(declared(json)),
                List.of(),
                json.get("checksums").items().stream()
                        .filter(one -> one.text("algorithm").equals("SHA1"))
                        .flatMap(one -> Sha1.parse(one.text("checksumValue")).stream())
                        .toList(),
                properties);
    }

    /// @param type a pattern; SPDX 2.2 has the types of references as links
    private static List<String> references(String type, Json json) {
        return json.get("externalRefs").items().stream()
                .filter(one -> one.text("referenceType").matches("(?:.*/)?" + type))
                .map(one -> one.text("referenceLocator"))
                .toList();
    }

    private static String type(String purpose) {
        return switch (purpose) {
            case "CONTAINER" -> "container";
            case "FILE" -> "file";
            case "OPERATING_SYSTEM", "OPERATING-SYSTEM" -> "operating-system";
            default -> "library";
        };
    }

    private static String declared(Json json) {
        var declared = json.text("licenseDeclared");
        return NOTHING.contains(declared) ? json.text("licenseConcluded") : declared;
    }

    private static void read(String comment, ForeignProperties properties) {
        for (var line : comment.split("\n", -1)) {
            var ours = OUR_PROPERTY.matcher(line);
            var trivys = TRIVY_PROPERTY.matcher(line);
            if (ours.matches()) {
                properties.add(ours.group(1), ours.group(2));
            } else if (trivys.matches()) {
                properties.add("aquasecurity:trivy:" + trivys.group(1), trivys.group(2));
            }
        }
    }

    /// With what the rest of the document says of it.
    private Component completed(Component one) {
        annotations
                .getOrDefault(one.id(), List.of())
                .forEach(comment -> read(comment, one.properties()));
        var words =
                one.licences().stream()
                        .filter(text -> !NOTHING.contains(text))
                        .flatMap(text -> LicenceOperands.of(text).stream())
                        .map(operand -> licences.getOrDefault(operand, operand))
                        .toList();
        return one.withLicences(words);
    }
}
