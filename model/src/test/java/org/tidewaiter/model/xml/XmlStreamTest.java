package org.tidewaiter.model.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;

class XmlStreamTest {
    @Test
    void elementsAreReadInTheirOrder() throws Exception {
        var xml = open("<a><b>text</b></a>");
        assertThat(xml.nextTag()).isEqualTo(XMLStreamConstants.START_ELEMENT);
        assertThat(xml.getLocalName()).isEqualTo("a");
        assertThat(xml.nextTag()).isEqualTo(XMLStreamConstants.START_ELEMENT);
        assertThat(xml.getElementText()).isEqualTo("text");
        assertThat(xml.next()).isEqualTo(XMLStreamConstants.END_ELEMENT);
    }

    @Test
    void entitiesOfTheDocumentAreRefused() throws Exception {
        var xml = open("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>");
        assertThatThrownBy(
                        () -> {
                            while (xml.hasNext()) {
                                xml.next();
                            }
                        })
                .isInstanceOf(XMLStreamException.class);
    }

    @Test
    void whatTheReaderThrowsUncheckedIsNoWellFormedXml() {
        var broken =
                new InputStream() {
                    @Override
                    public int read() {
                        throw new IllegalStateException("as the reader does");
                    }

                    @Override
                    public int read(byte[] into, int start, int length) {
                        return read();
                    }
                };
        assertThatThrownBy(
                        () -> {
                            var xml = XmlStream.open(broken);
                            while (xml.hasNext()) {
                                xml.next();
                            }
                        })
                .isInstanceOf(XMLStreamException.class);
    }

    private static XMLStreamReader open(String text) throws XMLStreamException {
        return XmlStream.open(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
