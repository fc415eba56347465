package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.testkit.image.OciLayouts;

class TemplateFlagsTest {
    @TempDir private Path folder;
    private String layout;

    @BeforeEach
    void anImage() throws Exception {
        layout =
                OciLayouts.layout()
                        .image(SmallImage.build(), "1")
                        .write(Files.createDirectories(folder.resolve("image")))
                        .toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@"})
    void aReportIsWrittenByATemplate(String before) throws IOException {
        var file = template("report.html", "{{#findings}}<b>{{id}}</b>{{/findings}}");
        var result = Typed.run("scan", layout, "--no-cache", "-f", "template", "-t", before + file);
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("<b>CVE-2021-23337</b>");
    }

    @Test
    void aTemplateThatIsBrokenIsSaidBeforeTheImageIsOpened() throws IOException {
        var file = template("report.txt", "{{#findings}}");
        var result = Typed.run("scan", "no-such-image", "-f", "template", "-t", file);
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).startsWith("error[template-broken]: the template " + file);
    }

    @Test
    void aTemplateThatIsNotThereIsNamed() {
        var result = Typed.run("scan", layout, "-f", "template", "-t", "none.html");
        assertThat(result.err())
                .startsWith("error[template-unreadable]: the template none.html cannot be read");
    }

    @Test
    void formatAndTemplateNeedEachOther() throws IOException {
        assertThat(Typed.run("scan", layout, "-f", "template").err())
                .startsWith("error[usage]: --format template needs a template");
        var file = template("report.html", "x");
        assertThat(Typed.run("scan", layout, "--template", file).err())
                .startsWith("error[usage]: --template is for --format template");
    }

    private String template(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
