package org.tidewaiter.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.stream.Collectors;
import org.cyclonedx.Version;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.parsers.JsonParser;
import org.cyclonedx.parsers.XmlParser;
import org.junit.jupiter.api.Test;
import org.tidewaiter.inventory.document.FilesFormat;
import org.tidewaiter.inventory.document.InventoryFormats;
import org.tidewaiter.model.LayerScope;
import org.tidewaiter.testkit.image.TarBuilder;

/// The files of an image in CycloneDX, judged by CycloneDX's own library.
class FilesInBillsTest {
    private static final TarBuilder IMAGE =
            tar().file("app/node_modules/a/package.json", "{\"name\": \"a\", \"version\": \"1\"}")
                    .file("app/node_modules/a/\u001b<&\"\n漢.js", "1")
                    .file("srv/same", "1")
                    .file("srv/empty", "");

    @Test
    void theJsonFollowsTheOfficialSchema() throws Exception {
        assertThat(new JsonParser().validate(written("cyclonedx"), Version.VERSION_16)).isEmpty();
    }

    @Test
    void theXmlFollowsTheOfficialSchema() throws Exception {
        assertThat(new XmlParser().validate(written("cyclonedx-xml"), Version.VERSION_16))
                .isEmpty();
    }

    @Test
    void everyFileHasItsDigestAndWhoAnswersForIt() throws Exception {
        var bom = new JsonParser().parse(written("cyclonedx"));
        assertThat(files(bom))
                .hasSize(4)
                .contains(
                        "srv/same 6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b"
                                + " unexplained",
                        "srv/empty e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
                                + " unexplained")
                .anyMatch(one ->
                        one.startsWith("app/node_modules/a/package.json ")
                                && one.endsWith(" owned pkg:npm/a@1"));
    }

    @Test
    void theXmlSaysTheSame() throws Exception {
        assertThat(files(new XmlParser().parse(written("cyclonedx-xml"))))
                .containsAll(
                        files(new JsonParser().parse(written("cyclonedx"))).stream()
                                .filter(one -> !one.contains("<"))
                                .toList());
    }

    private static List<String> files(Bom bom) {
        return bom.getComponents().stream()
                .filter(one -> one.getType() == Component.Type.FILE)
                .map(one ->
                        one.getName()
                                + " "
                                + one.getHashes().getFirst().getValue()
                                + one.getProperties().stream()
                                        .filter(property ->
                                                property.getName()
                                                        .matches("tidewaiter:(state|owner)"))
                                        .map(property -> " " + property.getValue())
                                        .collect(Collectors.joining()))
                .toList();
    }

    private static byte[] written(String format) throws Exception {
        var out = new ByteArrayOutputStream();
        var form = (FilesFormat) InventoryFormats.named(format).orElseThrow();
        form.write(
                BuiltLayers.inventory(IMAGE), LayerScope.SQUASHED, BuiltLayers.files(IMAGE), out);
        return out.toByteArray();
    }
}
