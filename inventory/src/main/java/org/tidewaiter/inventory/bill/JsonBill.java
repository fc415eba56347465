package org.tidewaiter.inventory.bill;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Base64;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/// Reads the JSON forms as a stream, a component at a time, whatever the order of the members.
final class JsonBill {
    /// An envelope holds a statement, and that the document.
    private static final int MAX_ENVELOPES = 2;

    private final CycloneDx cycloneDx = new CycloneDx();
    private final Spdx spdx = new Spdx();
    private String cycloneDxVersion = "";
    private String spdxVersion = "";
    private boolean isSpdx3;

    private JsonBill() {}

    static Document read(InputStream utf8) throws MalformedFileException {
        var bill = new JsonBill();
        bill.readDocument(utf8, 0);
        return bill.document();
    }

    private Document document() throws MalformedFileException {
        if (isSpdx3) {
            throw new MalformedFileException("SPDX 3 is not read; SPDX 2.3 and CycloneDX are");
        }
        if (!spdxVersion.isEmpty()) {
            return spdx.document(spdxVersion);
        }
        if (!cycloneDxVersion.isEmpty()) {
            return cycloneDx.document(cycloneDxVersion);
        }
        throw new MalformedFileException("JSON, but neither CycloneDX nor SPDX");
    }

    private void readDocument(InputStream utf8, int envelopes) throws MalformedFileException {
        try (var parser = JsonReader.STRICT.createParser(ObjectReadContext.empty(), utf8)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedFileException("JSON, but no object");
            }
            readMembers(parser, envelopes);
            if (parser.nextToken() != null) {
                throw new MalformedFileException("something follows the document");
            }
        } catch (JacksonException e) {
            throw new MalformedFileException("not JSON: " + e.getOriginalMessage());
        }
    }

    private void readMembers(JsonParser parser, int envelopes) throws MalformedFileException {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            var token = parser.nextToken();
            switch (name) {
                case "specVersion" -> cycloneDxVersion = text(parser);
                case "spdxVersion" -> spdxVersion = text(parser);
                case "name" -> spdx.setName(text(parser));
                case "metadata" -> cycloneDx.setMetadata(JsonTree.read(parser));
                case "components" -> readItems(parser, cycloneDx::add);
                case "dependencies" -> readItems(parser, cycloneDx::addDependency);
                case "packages" -> readItems(parser, spdx::add);
                case "hasExtractedLicensingInfos" -> readItems(parser, spdx::addLicence);
                case "relationships" -> readItems(parser, spdx::addRelationship);
                case "documentDescribes" -> readItems(parser, one -> spdx.describe(text(one)));
                case "predicate", "sbom" -> {
                    if (token == JsonToken.START_OBJECT) {
                        readMembers(parser, envelopes);
                    }
                }
                case "payload" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        readPayload(parser.getString(), envelopes + 1);
                    }
                }
                case "@graph" -> {
                    isSpdx3 = true;
                    parser.skipChildren();
                }
                default -> parser.skipChildren();
            }
        }
    }

    /// Takes one item of an array.
    @FunctionalInterface
    private interface Items {
        void take(Json item) throws MalformedFileException;
    }

    private static void readItems(JsonParser parser, Items items) throws MalformedFileException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.take(JsonTree.read(parser));
        }
    }

    private void readPayload(String base64, int envelopes) throws MalformedFileException {
        if (envelopes > MAX_ENVELOPES) {
            throw new MalformedFileException("envelopes in envelopes");
        }
        var standard = base64.replace('-', '+').replace('_', '/'); // DSSE has either alphabet
        byte[] payload;
        try {
            payload = Base64.getDecoder().decode(standard);
        } catch (IllegalArgumentException _) {
            throw new MalformedFileException("an envelope whose payload is not base64");
        }
        readDocument(new ByteArrayInputStream(payload), envelopes);
    }

    private static String text(JsonParser parser) {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getString();
        }
        parser.skipChildren();
        return "";
    }

    private static String text(Json json) {
        return json.text().orElse("");
    }
}
