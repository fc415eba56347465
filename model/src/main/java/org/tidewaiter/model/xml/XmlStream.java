package org.tidewaiter.model.xml;

import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;

/// A document that somebody else wrote. Entities of its own making are not resolved, so it is
/// refused if it uses them.
///
/// The JDK's reader throws unchecked exceptions too at what is not well-formed; here it is always
/// an [XMLStreamException], so that whoever reads need not catch his own mistakes with them.
public final class XmlStream extends StreamReaderDelegate {
    private XmlStream(XMLStreamReader reader) {
        super(reader);
    }

    /// @param in stays open
    public static XMLStreamReader open(InputStream in) throws XMLStreamException {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setXMLReporter((_, _, _, _) -> {}); // the default prints
        return new XmlStream(wellFormed(() -> factory.createXMLStreamReader(in)));
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
