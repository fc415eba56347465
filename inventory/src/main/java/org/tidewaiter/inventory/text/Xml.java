package org.tidewaiter.inventory.text;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.model.xml.XmlStream;

/// An element of an XML document. Names are without their namespace. The accessors give an empty
/// answer where there is nothing.
///
/// @param text directly in the element, without white space around it
/// @param children the elements in it
public record Xml(String name, Map<String, String> attributes, String text, List<Xml> children) {
    private static final int MAX_DEPTH = 128;

    public Xml {
        attributes = Map.copyOf(attributes);
        children = List.copyOf(children);
    }

    /// The root of a document. Entities of its own making are not resolved, so it is refused if it
    /// uses them.
    ///
    /// @param content the caller bounds its size; the tree takes about ten times as much memory
    public static Xml read(byte[] content) throws MalformedFileException {
        try {
            return root(XmlStream.open(new ByteArrayInputStream(content)));
        } catch (XMLStreamException _) {
            throw new MalformedFileException("no well-formed XML");
        }
    }

    public String attribute(String name) {
        return attributes.getOrDefault(name, "");
    }

    public List<Xml> children(String name) {
        return children.stream().filter(child -> child.name.equals(name)).toList();
    }

    /// The elements at the end of a path of names.
    public List<Xml> all(String... path) {
        var found = List.of(this);
        for (var name : path) {
            found = found.stream().flatMap(one -> one.children(name).stream()).toList();
        }
        return found;
    }

    /// The text of the first child of the name.
    public String text(String name) {
        return children(name).stream().map(Xml::text).findFirst().orElse("");
    }

    private static Xml root(XMLStreamReader xml) throws XMLStreamException, MalformedFileException {
        var open = new ArrayDeque<Open>();
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (open.size() == MAX_DEPTH) {
                        throw new MalformedFileException("nested too deeply");
                    }
                    open.push(Open.at(xml));
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                        open.element().text.append(xml.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    var element = open.pop().close();
                    if (open.isEmpty()) {
                        return element;
                    }
                    open.element().children.add(element);
                }
                default -> {}
            }
        }
        throw new MalformedFileException("no well-formed XML");
    }

    private record Open(
            String name, Map<String, String> attributes, StringBuilder text, List<Xml> children) {
        static Open at(XMLStreamReader xml) {
            var attributes = new HashMap<String, String>();
            for (int i = 0; i < xml.getAttributeCount(); i++) {
                attributes.put(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
            }
            return new Open(xml.getLocalName(), attributes, new StringBuilder(), new ArrayList<>());
        }

        Xml close() {
            return new Xml(name, attributes, text.toString().strip(), children);
        }
    }
}
