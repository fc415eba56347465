package org.tidewaiter.inventory.bill;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.model.Sha1;
import org.tidewaiter.model.json.Json;

/// Understands SPDX 3 as it is in JSON-LD, an element of its graph at a time: packages, their
/// licences, and what they depend on. Of Yocto's, which state no package URL, also by which recipe
/// a package was built.
///
/// Left out: what is for something else than to be run (source code, archives, documents), unless
/// it has a package URL and is not what Yocto built from. Models and data sets without a package
/// URL, and licences that are not written as expressions, are a gap.
///
/// @see "SPDX specification 3.0.1; OpenEmbedded-Core, create-spdx-3.0"
final class Spdx3 {
    /// What a package can be for that is not the software in it.
    private static final Set<String> NOT_SOFTWARE =
            Set.of(
                    "archive",
                    "bom",
                    "configuration",
                    "data",
                    "diskImage",
                    "documentation",
                    "evidence",
                    "file",
                    "filesystemImage",
                    "manifest",
                    "patch",
                    "requirement",
                    "source",
                    "specification",
                    "test");

    private static final String BITBAKE = "http://openembedded.org/bitbake/";

    private final Components components = new Components();
    private final Needs needs = new Needs();
    private final Map<String, String> declared = new HashMap<>();
    private final Map<String, String> concluded = new HashMap<>();
    private final Map<String, Licence> licences = new HashMap<>();
    private final Map<String, String> licenceNames = new HashMap<>();

    /// The name of the recipe by the id of its build, and the build by the id of what came out.
    private final Map<String, String> recipes = new HashMap<>();

    private final Map<String, String> builds = new HashMap<>();

    /// The ids of packages that are kept for their package URL alone.
    private final Set<String> notSoftware = new HashSet<>();

    private final Set<String> roots = new HashSet<>();
    private String name = "";
    private String version = "";
    private int unnamed;
    private int unreadLicences;

    /// An expression.
    ///
    /// @param ownWords where a licence in it that SPDX does not list is to be found
    private record Licence(String expression, Map<String, String> ownWords) {}

    /// @param element with its `type`; of types that say nothing of packages nothing is kept
    void add(Json element) throws MalformedFileException {
        switch (element.text("type")) {
            case "CreationInfo" -> version = element.text("specVersion");
            case "SpdxDocument" -> {
                name = element.text("name");
                element.get("rootElement").items().forEach(one -> roots.add(id(one)));
            }
            case "software_Sbom" ->
                    element.get("rootElement").items().forEach(one -> roots.add(id(one)));
            case "software_Package", "ai_AIPackage", "dataset_DatasetPackage" ->
                    addPackage(element);
            case "build_Build" -> addBuild(element);
            case "simplelicensing_LicenseExpression" -> addLicence(element);
            case "simplelicensing_SimpleLicensingText" ->
                    licenceNames.put(id(element), element.text("name"));
            case "Relationship", "LifecycleScopedRelationship" -> addRelationship(element);
            default -> {
                if (element.text("type").startsWith("expandedlicensing_")) {
                    unreadLicences++;
                }
            }
        }
    }

    /// @param element itself, or the id that stands for it
    private static String id(Json element) {
        return element.text().orElseGet(() -> element.text("spdxId"));
    }

    private void addPackage(Json element) throws MalformedFileException {
        var purpose = element.text("software_primaryPurpose");
        var purls = purls(element);
        boolean isSoftware = element.text("type").equals("software_Package");
        if (!isSoftware || NOT_SOFTWARE.contains(purpose)) {
            if (purls.isEmpty()) {
                unnamed += isSoftware ? 0 : 1;
                return;
            }
            notSoftware.add(id(element));
        }
        var type =
                switch (purpose) {
                    case "container" -> "container";
                    case "device" -> "device";
                    case "operatingSystem" -> "operating-system";
                    default -> "library";
                };
        components.add(
                new Component(
                        id(element),
                        type,
                        element.text("name"),
                        element.text("software_packageVersion"),
                        element.text("summary"),
                        purls,
                        identifiers("cpe2[23]", element),
                        List.of(),
                        List.of(),
                        element.get("verifiedUsing").items().stream()
                                .filter(one -> one.text("algorithm").equals("sha1"))
                                .flatMap(one -> Sha1.parse(one.text("hashValue")).stream())
                                .toList(),
                        new ForeignProperties()));
    }

    private static List<String> purls(Json element) {
        var purl = element.text("software_packageUrl");
        return purl.isEmpty() ? identifiers("packageUrl", element) : List.of(purl);
    }

    /// @param type a pattern
    private static List<String> identifiers(String type, Json element) {
        return element.get("externalIdentifier").items().stream()
                .filter(one -> one.text("externalIdentifierType").matches(type))
                .map(one -> one.text("identifier"))
                .toList();
    }

    /// Named `busybox:do_create_spdx:recipe`.
    private void addBuild(Json element) {
        if (element.text("build_buildType").startsWith(BITBAKE)) {
            recipes.put(id(element), element.text("name").split(":", 2)[0]);
        }
    }

    private void addLicence(Json element) {
        var ownWords = new HashMap<String, String>();
        for (var entry : element.get("simplelicensing_customIdToUri").items()) {
            ownWords.put(entry.text("key"), entry.text("value"));
        }
        licences.put(
                id(element),
                new Licence(element.text("simplelicensing_licenseExpression"), ownWords));
    }

    private void addRelationship(Json element) throws MalformedFileException {
        var from = id(element.get("from"));
        var to = element.get("to").items();
        switch (element.text("relationshipType")) {
            case "dependsOn" -> {
                for (var one : to) {
                    needs.add(from, id(one));
                }
            }
            case "hasDeclaredLicense" ->
                    to.stream().limit(1).forEach(one -> declared.put(from, id(one)));
            case "hasConcludedLicense" ->
                    to.stream().limit(1).forEach(one -> concluded.put(from, id(one)));
            case "hasOutput" -> to.forEach(one -> builds.put(id(one), from));
            default -> {}
        }
    }

    Document document() throws MalformedFileException {
        if (!version.startsWith("3.")) {
            throw new MalformedFileException("linked data in JSON, but not SPDX 3");
        }
        var all =
                components.all().stream()
                        .filter(one -> recipes.isEmpty() || !notSoftware.contains(one.id()))
                        .map(this::completed)
                        .toList();
        return new Document(
                all.stream()
                        .filter(one -> roots.contains(one.id()))
                        .map(Component::name)
                        .findFirst()
                        .orElse(name),
                "",
                gaps(),
                all.stream().filter(one -> !isSubject(one)).toList(),
                needs);
    }

    private ForeignProperties gaps() {
        var properties = new ForeignProperties();
        if (unnamed > 0) {
            properties.addOurs(
                    "gap",
                    "sbom: %d models and data sets have no package URL, and are left out"
                            .formatted(unnamed));
        }
        if (unreadLicences > 0) {
            properties.addOurs(
                    "gap",
                    "sbom: %d parts of licences that are not written as expressions are not read"
                            .formatted(unreadLicences));
        }
        return properties;
    }

    /// What the document is of is no part of itself, unless a package URL makes a package of it.
    private boolean isSubject(Component one) {
        return roots.contains(one.id()) && one.purls().isEmpty();
    }

    private Component completed(Component one) {
        var recipe = recipes.getOrDefault(builds.getOrDefault(one.id(), ""), "");
        var licence = licences.get(declared.getOrDefault(one.id(), ""));
        if (licence == null || Spdx.NOTHING.contains(licence.expression())) {
            licence = licences.get(concluded.getOrDefault(one.id(), ""));
        }
        var words =
                licence == null || Spdx.NOTHING.contains(licence.expression())
                        ? List.<String>of()
                        : words(licence);
        return recipe.isEmpty()
                ? one.withLicences(words)
                : Yocto.built(one, recipe, one.version()).withLicences(words);
    }

    private List<String> words(Licence licence) {
        return LicenceOperands.of(licence.expression()).stream()
                .map(operand -> {
                    var uri = licence.ownWords().getOrDefault(operand, "");
                    return licenceNames.getOrDefault(uri, operand);
                })
                .toList();
    }
}
