package org.tidewaiter.inventory.java;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.tidewaiter.image.reader.MalformedFileException;

/// The two files that Maven leaves in an archive, below `META-INF/maven/GROUP/ARTIFACT/`.
final class PomFiles {
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_.-]+");

    private PomFiles() {}

    /// Reads `pom.properties`.
    static Coordinates properties(ByteBuffer content) throws MalformedFileException {
        var properties = new Properties();
        try {
            properties.load(stream(content));
        } catch (IOException | IllegalArgumentException _) {
            throw new MalformedFileException("it is no properties file");
        }
        var coordinates =
                new Coordinates(
                        properties.getProperty("groupId", "").strip(),
                        properties.getProperty("artifactId", "").strip(),
                        properties.getProperty("version", "").strip());
        if (!PART.matcher(coordinates.group()).matches()
                || !PART.matcher(coordinates.artifact()).matches()
                || coordinates.version().isEmpty()
                || coordinates.version().contains("${")) {
            throw new MalformedFileException("it does not give group, artifact and version");
        }
        return coordinates;
    }

    /// The names of the licences in `pom.xml`, as stated.
    static List<String> licences(ByteBuffer content) throws MalformedFileException {
        var factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLReporter((_, _, _, _) -> {}); // the default prints
        try {
            var xml = factory.createXMLStreamReader(new StringReader(text(content)));
            var path = new ArrayList<String>();
            var licences = new ArrayList<String>();
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> path.add(xml.getLocalName());
                    case XMLStreamConstants.END_ELEMENT -> path.removeLast();
                    case XMLStreamConstants.CHARACTERS -> {
                        if (path.equals(List.of("project", "licenses", "license", "name"))
                                && !xml.getText().isBlank()) {
                            licences.add(xml.getText().strip());
                        }
                    }
                    default -> {}
                }
            }
            return licences;
        } catch (XMLStreamException _) {
            throw new MalformedFileException("it is no well-formed XML");
        }
    }

    /// Not by the stated encoding, which old files get wrong: what is not UTF-8 is Latin-1.
    private static String text(ByteBuffer content) {
        try {
            return UTF_8.newDecoder().decode(content.duplicate()).toString();
        } catch (CharacterCodingException _) {
            return ISO_8859_1.decode(content.duplicate()).toString();
        }
    }

    private static ByteArrayInputStream stream(ByteBuffer content) {
        var bytes = new byte[content.remaining()];
        content.duplicate().get(bytes);
        return new ByteArrayInputStream(bytes);
    }
}
