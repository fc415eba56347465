package org.tidewaiter.inventory.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.image.reader.MalformedFileException;

class XmlTest {

    @Test
    void elementsAreFoundByPathWhateverTheirNamespace() throws Exception {
        var xml =
                read(
                        """
                        <?xml version="1.0"?>
                        <a xmlns="urn:x"><b><c k="v"> one </c></b><b><c>two<!-- - --></c></b></a>
                        """);
        assertThat(xml.all("b", "c")).extracting(Xml::text).containsExactly("one", "two");
        assertThat(xml.all("b", "c").getFirst().attribute("k")).isEqualTo("v");
        assertThat(xml.text("missing")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<a>",
                "text",
                "<a></b>",
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>",
                "<!DOCTYPE a [<!ENTITY x \"xx\"><!ENTITY y \"&x;&x;\">]><a>&y;</a>"
            })
    void whatIsNotWellFormedOrHasEntitiesIsRefused(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(MalformedFileException.class);
    }

    @Test
    void deepNestingIsRefused() {
        assertThatThrownBy(() -> read("<a>".repeat(100_000)))
                .isInstanceOf(MalformedFileException.class);
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        try {
            Xml.read(bytes);
        } catch (MalformedFileException _) {
            // refused
        }
    }

    private static Xml read(String text) throws MalformedFileException {
        return Xml.read(text.getBytes(UTF_8));
    }
}
