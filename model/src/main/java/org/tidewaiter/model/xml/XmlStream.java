package org.tidewaiter.model.xml;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;

/// A document that somebody else wrote. Entities of its own making are not resolved, so it is
/// refused if it uses them.
///
/// The JDK's reader throws unchecked exceptions too at what is not well-formed; here it is always
/// an [XMLStreamException], so that whoever reads need not catch his own mistakes with them. And at
/// bytes that are none of the encoding it writes to standard error, so the bytes are decoded here.
///
/// @see "XML 1.0, appendix F, Autodetection of Character Encodings"
public final class XmlStream extends StreamReaderDelegate {
    private static final int DECLARATION_BYTES = 256;
    private static final Pattern ENCODING =
            Pattern.compile(
                    "\\A<\\?xml\\s[^>]*?encoding\\s*=\\s*[\"']([A-Za-z][A-Za-z0-9._-]*)[\"']");

    /// What begins a document that does not begin with a declaration in ASCII.
    private static final List<Opening> OPENINGS =
            List.of(
                    new Opening("\u00ef\u00bb\u00bf", 3, StandardCharsets.UTF_8),
                    new Opening("\u00fe\u00ff", 2, StandardCharsets.UTF_16BE),
                    new Opening("\u00ff\u00fe", 2, StandardCharsets.UTF_16LE),
                    new Opening("\0<\0?", 0, StandardCharsets.UTF_16BE),
                    new Opening("<\0?\0", 0, StandardCharsets.UTF_16LE));

    private XmlStream(XMLStreamReader reader) {
        super(reader);
    }

    /// @param bytes as letters
    /// @param mark how many of them are no part of the document
    private record Opening(String bytes, int mark, Charset encoding) {}

    /// @param in stays open
    public static XMLStreamReader open(InputStream in) throws XMLStreamException {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setXMLReporter((_, _, _, _) -> {}); // the default prints
        return new XmlStream(wellFormed(() -> factory.createXMLStreamReader(decoded(in))));
    }

    private static Reader decoded(InputStream in) throws XMLStreamException {
        var buffered = new BufferedInputStream(in);
        buffered.mark(DECLARATION_BYTES);
        try {
            var first =
                    new String(buffered.readNBytes(DECLARATION_BYTES), StandardCharsets.ISO_8859_1);
            buffered.reset();
            for (var opening : OPENINGS) {
                if (first.startsWith(opening.bytes)) {
                    buffered.skipNBytes(opening.mark);
                    return reader(buffered, opening.encoding);
                }
            }
            var declared = ENCODING.matcher(first);
            return reader(
                    buffered,
                    declared.lookingAt()
                            ? Charset.forName(declared.group(1))
                            : StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new XMLStreamException(e.getMessage(), e);
        }
    }

    private static Reader reader(InputStream in, Charset encoding) {
        return new InputStreamReader(
                in,
                encoding.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    @Override
    public int next() throws XMLStreamException {
        return wellFormed(super::next);
    }

    @Override
    public int nextTag() throws XMLStreamException {
        return wellFormed(super::nextTag);
    }

    @Override
    public String getElementText() throws XMLStreamException {
        return wellFormed(super::getElementText);
    }

    private interface Step<T> {
        T take() throws XMLStreamException;
    }

    private static <T> T wellFormed(Step<T> step) throws XMLStreamException {
        try {
            return step.take();
        } catch (RuntimeException e) {
            throw new XMLStreamException("no well-formed XML", e);
        }
    }
}
