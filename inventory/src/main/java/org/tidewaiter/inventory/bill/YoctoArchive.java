package org.tidewaiter.inventory.bill;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.tidewaiter.image.compression.Decompression;
import org.tidewaiter.image.compression.MalformedLayerException;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.tar.Entry;
import org.tidewaiter.image.tar.MalformedTarException;
import org.tidewaiter.image.tar.TarReader;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/// Reads the archive of SPDX 2 documents that Yocto writes beside an image: one of the image, which
/// names its packages, and one of each package, of what that needs at run time, and of each recipe.
/// They refer to each other by the namespaces of their documents.
///
/// @see "OpenEmbedded-Core, create-spdx-2.2"
final class YoctoArchive {
    /// The most that the documents together may hold.
    private static final long MAX_PLAIN_BYTES = 4L << 30;

    private static final Pattern OWN_WORDS = Pattern.compile("(?:DocumentRef-[^:]+:)?LicenseRef-");

    private final Allowance allowance = new Allowance();
    private final Components components = new Components();
    private final Needs needs = new Needs();

    /// The packages that an image names, and the recipes by what was built.
    private final Set<String> installed = new LinkedHashSet<>();

    private final Map<String, String> recipes = new HashMap<>();
    private String image = "";

    private YoctoArchive() {}

    /// @param archive tar, also compressed by gzip or zstd
    static Document read(InputStream archive) throws MalformedFileException, IOException {
        var all = new YoctoArchive();
        try (var tar = new TarReader(Decompression.open(archive, MAX_PLAIN_BYTES))) {
            for (var entry = tar.next(); entry.isPresent(); entry = tar.next()) {
                if (entry.get().kind() == Entry.Kind.FILE
                        && entry.get().path().endsWith(".spdx.json")) {
                    all.readDocument(tar.content());
                }
            }
        } catch (MalformedLayerException | MalformedTarException e) {
            throw new MalformedFileException("no archive that can be read: " + e.getMessage());
        }
        return all.document();
    }

    /// One document, before what it says is known by the namespaces that it defines.
    private static final class Part {
        final Allowance allowance = new Allowance();
        final Map<String, String> namespaces = new HashMap<>();
        final List<Component> packages = new ArrayList<>();
        final List<Relationship> relationships = new ArrayList<>();
        String name = "";

        String id(String local) {
            int colon = local.indexOf(':');
            var document = colon < 0 ? "" : local.substring(0, colon);
            return namespaces.getOrDefault(document, document) + "#" + local.substring(colon + 1);
        }
    }

    private record Relationship(String of, String type, String on) {}

    private void readDocument(InputStream utf8) throws MalformedFileException {
        var part = new Part();
        try (var parser = JsonReader.STRICT.createParser(ObjectReadContext.empty(), utf8)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedFileException("JSON, but no object");
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                readMember(parser, part);
            }
        } catch (JacksonException e) {
            throw new MalformedFileException("not JSON: " + e.getOriginalMessage());
        }
        take(part);
    }

    private void readMember(JsonParser parser, Part part) throws MalformedFileException {
        var member = parser.currentName();
        parser.nextToken();
        switch (member) {
            case "documentNamespace" ->
                    part.namespaces.put(
                            "", part.allowance.take(JsonTree.read(parser)).text().orElse(""));
            case "name" -> part.name = JsonTree.read(parser).text().orElse("");
            case "externalDocumentRefs" ->
                    JsonTree.readItems(
                            parser,
                            one -> {
                                part.allowance.take(one);
                                part.namespaces.put(
                                        one.text("externalDocumentId"), one.text("spdxDocument"));
                            });
            case "packages" ->
                    JsonTree.readItems(
                            parser,
                            one -> {
                                allowance.take(one);
                                part.packages.add(Spdx.component(one));
                            });
            case "relationships" -> JsonTree.readItems(parser, one -> keep(one, part));
            default -> parser.skipChildren();
        }
    }

    /// Of the files, of which there are many, nothing.
    private static void keep(Json json, Part part) throws MalformedFileException {
        var one =
                new Relationship(
                        json.text("spdxElementId"),
                        json.text("relationshipType"),
                        json.text("relatedSpdxElement"));
        boolean isKept =
                switch (one.type()) {
                    case "CONTAINS" -> one.on().startsWith("DocumentRef-");
                    case "GENERATED_FROM" -> one.on().startsWith("DocumentRef-recipe-");
                    case "RUNTIME_DEPENDENCY_OF" -> true;
                    default -> false;
                };
        if (isKept) {
            part.allowance.take(json);
            part.relationships.add(one);
        }
    }

    private void take(Part part) throws MalformedFileException {
        for (var one : part.packages) {
            components.add(one.withId(id(one.id(), part)));
        }
        for (var one : part.relationships) {
            var on = id(one.on(), part);
            switch (one.type()) {
                case "CONTAINS" -> {
                    image = part.name;
                    installed.add(on);
                }
                case "GENERATED_FROM" -> recipes.put(id(one.of(), part), on);
                default -> needs.add(on, id(one.of(), part));
            }
        }
    }

    private String id(String local, Part part) throws MalformedFileException {
        return allowance.take(part.id(local));
    }

    private Document document() throws MalformedFileException {
        if (installed.isEmpty()) {
            throw new MalformedFileException(
                    "an archive without an SPDX 2 document that names the packages of an image");
        }
        var byId = new HashMap<String, Component>();
        components.all().forEach(one -> byId.put(one.id(), one));
        var packages = new ArrayList<Component>();
        for (var id : installed) {
            var one = byId.get(id);
            if (one != null) {
                var recipe = byId.get(recipes.getOrDefault(id, ""));
                packages.add(completed(one, recipe == null ? one : recipe));
            }
        }
        var properties = new ForeignProperties();
        int missing = installed.size() - packages.size();
        if (missing > 0) {
            properties.addOurs(
                    "gap",
                    "sbom: the documents of %d packages of the image are not in the archive"
                            .formatted(missing));
        }
        return new Document(image, "", properties, packages, needs);
    }

    private static Component completed(Component one, Component recipe) {
        return Yocto.built(one, recipe.name(), recipe.version())
                .withLicences(
                        one.licences().stream()
                                .filter(text -> !Spdx.NOTHING.contains(text))
                                .flatMap(text -> LicenceOperands.of(text).stream())
                                .map(text -> OWN_WORDS.matcher(text).replaceAll(""))
                                .toList());
    }
}
