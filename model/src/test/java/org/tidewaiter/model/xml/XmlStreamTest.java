package org.tidewaiter.model.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @CsvSource({
        "UTF-8, <a>\u00e4</a>",
        "UTF-8, \ufeff<a>\u00e4</a>",
        "ISO-8859-1, <?xml version='1.0' encoding='ISO-8859-1'?><a>\u00e4</a>",
        "windows-1252, <?xml version='1.0' encoding=\"cp1252\" ?><a>\u00e4</a>",
        "UTF-16BE, \ufeff<a>\u00e4</a>",
        "UTF-16LE, \ufeff<a>\u00e4</a>",
        "UTF-16LE, <?xml version='1.0' encoding='UTF-16'?><a>\u00e4</a>"
    })
    void everyEncodingIsRead(Charset encoding, String document) throws Exception {
        var xml = XmlStream.open(new ByteArrayInputStream(document.getBytes(encoding)));
        xml.nextTag();
        assertThat(xml.getElementText()).isEqualTo("\u00e4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a>\u00e4</a>",
                "<a b='\u00ff\u00fe'/>",
                "<?xml version='1.0' encoding='made-up'?><a/>",
                "<?xml version='1.0' encoding='UTF-16'?><a/>",
                ""
            })
    void whatIsNotInItsEncodingIsRefusedInSilence(String latin1) {
        var told = new ByteArrayOutputStream();
        var before = System.err;
        System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
        try {
            assertThatThrownBy(() -> readAll(latin1.getBytes(StandardCharsets.ISO_8859_1)))
                    .isInstanceOf(XMLStreamException.class);
        } finally {
            System.setErr(before);
        }
        assertThat(told.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void whatTheReaderThrowsUncheckedIsNoWellFormedXml() {
        var broken =
                new FilterInputStream(InputStream.nullInputStream()) {
                    @Override
                    public int read(byte[] bytes, int start, int length) {
                        throw new IllegalStateException("as the reader does");
                    }
                };
        assertThatThrownBy(() -> XmlStream.open(broken)).isInstanceOf(XMLStreamException.class);
    }

    private static void readAll(byte[] document) throws XMLStreamException {
        var xml = XmlStream.open(new ByteArrayInputStream(document));
        while (xml.hasNext()) {
            xml.next();
        }
    }

    private static XMLStreamReader open(String text) throws XMLStreamException {
        return XmlStream.open(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
