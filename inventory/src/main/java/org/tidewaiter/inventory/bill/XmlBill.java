package org.tidewaiter.inventory.bill;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.xml.XmlStream;

/// Reads CycloneDX in XML as a stream, a component at a time. Each is given on in the shape that it
/// has in JSON. A document type definition is refused, and with it every entity of the document's
/// own making.
final class XmlBill {
    private static final int MAX_DEPTH = 128;
    private static final int MAX_ELEMENTS = 1_000_000;
    private static final Pattern NAMESPACE =
            Pattern.compile("http://cyclonedx\\.org/schema/bom/(.*)");
    private static final Set<String> LISTS =
            Set.of("components", "hashes", "licenses", "properties", "occurrences");

    /// What the text of an element is called that has attributes too.
    private static final Map<String, String> VALUES =
            Map.of("property", "value", "hash", "content");

    private final XMLStreamReader xml;
    private int elements;

    private XmlBill(XMLStreamReader xml) {
        this.xml = xml;
    }

    static Document read(InputStream utf8) throws MalformedFileException {
        try {
            return new XmlBill(XmlStream.open(utf8)).document();
        } catch (XMLStreamException _) {
            throw new MalformedFileException("no well-formed XML");
        }
    }

    private Document document() throws XMLStreamException, MalformedFileException {
        if (!nextElement()) {
            throw new MalformedFileException("no well-formed XML");
        }
        var namespace = NAMESPACE.matcher(String.valueOf(xml.getNamespaceURI()));
        if (!xml.getLocalName().equals("bom") || !namespace.matches()) {
            throw new MalformedFileException("XML, but not CycloneDX");
        }
        var cycloneDx = new CycloneDx();
        while (nextElement()) {
            switch (xml.getLocalName()) {
                case "metadata" -> cycloneDx.setMetadata(tree());
                case "components" -> {
                    while (nextElement()) {
                        cycloneDx.add(tree());
                    }
                }
                case "dependencies" -> readDependencies(cycloneDx);
                default -> skip();
            }
        }
        while (xml.hasNext()) {
            xml.next();
        }
        return cycloneDx.document(namespace.group(1));
    }

    private void readDependencies(CycloneDx cycloneDx)
            throws XMLStreamException, MalformedFileException {
        while (nextElement()) {
            var of = reference();
            while (nextElement()) {
                cycloneDx.addNeed(of, reference());
                skip();
            }
        }
    }

    private String reference() {
        var reference = xml.getAttributeValue(null, "ref");
        return reference == null ? "" : reference;
    }

    /// Goes to the next element inside the one at hand, or to that one's end.
    ///
    /// @return whether there is another
    private boolean nextElement() throws XMLStreamException, MalformedFileException {
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    return true;
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    return false;
                }
                case XMLStreamConstants.DTD ->
                        throw new MalformedFileException("XML with a document type definition");
                default -> {}
            }
        }
        return false;
    }

    private void skip() throws XMLStreamException {
        for (int depth = 1; depth > 0; ) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> {}
            }
        }
    }

    private Json tree() throws XMLStreamException, MalformedFileException {
        elements = 0;
        return element(1);
    }

    /// The element at hand, in the shape of the JSON form.
    private Json element(int depth) throws XMLStreamException, MalformedFileException {
        if (depth > MAX_DEPTH) {
            throw new MalformedFileException("nested too deeply");
        }
        if (++elements > MAX_ELEMENTS) {
            throw new MalformedFileException("one component holds more than 1,000,000 elements");
        }
        var name = xml.getLocalName();
        var members = new LinkedHashMap<String, Json>();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            members.put(
                    xml.getAttributeLocalName(i), new Json.JsonString(xml.getAttributeValue(i)));
        }
        var items = new ArrayList<Json>();
        var text = new StringBuilder();
        for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> {
                    var inner = xml.getLocalName();
                    var value = element(depth + 1);
                    members.put(inner, value);
                    items.add(name.equals("licenses") ? only(inner, value) : value);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                        text.append(xml.getText());
                default -> {}
            }
        }
        return shape(name, members, items, text.toString().strip());
    }

    private static Json shape(
            String name, Map<String, Json> members, List<Json> items, String text) {
        if (LISTS.contains(name)) {
            return new Json.JsonArray(items);
        }
        var member = VALUES.get(name);
        if (member != null) {
            members.put(member, new Json.JsonString(text));
            return new Json.JsonObject(members);
        }
        return items.isEmpty() && !name.equals("component")
                ? new Json.JsonString(text)
                : new Json.JsonObject(members);
    }

    /// `license` and `expression` are told apart by the member that holds them.
    private static Json only(String name, Json value) {
        return new Json.JsonObject(Map.of(name, value));
    }
}
