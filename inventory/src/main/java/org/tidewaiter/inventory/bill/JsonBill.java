package org.tidewaiter.inventory.bill;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Base64;
import java.util.regex.Pattern;
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

    /// By which BuildKit's tools tell the documents of an image of several platforms apart.
    private static final Pattern PLATFORM = Pattern.compile("linux/[a-z0-9]+(?:/v\\d+)?");

    private final CycloneDx cycloneDx = new CycloneDx();
    private final Spdx spdx = new Spdx();
    private String cycloneDxVersion = "";
    private String spdxVersion = "";
    private final Spdx3 spdx3 = new Spdx3();
    private boolean isSpdx3;
    private boolean isIndex;

    private JsonBill() {}

    static Document read(InputStream utf8) throws MalformedFileException {
        var bill = new JsonBill();
        bill.readDocument(utf8, 0);
        return bill.document();
    }

    private Document document() throws MalformedFileException {
        if (isSpdx3) {
            return spdx3.document();
        }
        if (!spdxVersion.isEmpty()) {
            return spdx.document(spdxVersion);
        }
        if (!cycloneDxVersion.isEmpty()) {
            return cycloneDx.document(cycloneDxVersion);
        }
        if (isIndex) {
            throw new MalformedFileException(
                    "the index of an archive, and not the archive (.spdx.tar.zst) itself");
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
                case "specVersion" -> cycloneDxVersion = onlyOne(cycloneDxVersion, parser);
                case "spdxVersion" -> spdxVersion = onlyOne(spdxVersion, parser);
                case "name" -> spdx.setName(text(parser));
                case "metadata" -> cycloneDx.setMetadata(JsonTree.read(parser));
                case "components" -> JsonTree.readItems(parser, cycloneDx::add);
                case "dependencies" -> JsonTree.readItems(parser, cycloneDx::addDependency);
                case "packages" -> JsonTree.readItems(parser, spdx::add);
                case "hasExtractedLicensingInfos" -> JsonTree.readItems(parser, spdx::addLicence);
                case "relationships" -> JsonTree.readItems(parser, spdx::addRelationship);
                case "documentDescribes" ->
                        JsonTree.readItems(parser, one -> spdx.describe(text(one)));
                case "predicate", "sbom", "SPDX", "dsseEnvelope" -> {
                    if (token == JsonToken.START_OBJECT) {
                        readMembers(parser, envelopes);
                    }
                }
                case "documents" -> {
                    isIndex = token == JsonToken.START_ARRAY;
                    parser.skipChildren();
                }
                case "payload" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        readPayload(parser.getString(), envelopes + 1);
                    }
                }
                case "@graph" -> {
                    isSpdx3 = true;
                    JsonTree.readItems(parser, spdx3::add);
                }
                default -> {
                    if (token == JsonToken.START_OBJECT && PLATFORM.matcher(name).matches()) {
                        readMembers(parser, envelopes);
                    } else {
                        parser.skipChildren();
                    }
                }
            }
        }
    }

    /// Of several platforms there can be several documents in one.
    private static String onlyOne(String before, JsonParser parser) throws MalformedFileException {
        if (!before.isEmpty()) {
            throw new MalformedFileException("several bills in one; give that of one platform");
        }
        return text(parser);
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
