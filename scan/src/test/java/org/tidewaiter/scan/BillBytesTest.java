package org.tidewaiter.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.model.ProblemException;

class BillBytesTest {
    @TempDir Path folder;

    @Test
    void whatIsJudgedIsWhatIsKeptThoughTheFileIsReplaced() throws Exception {
        var file = Files.writeString(folder.resolve("app.json"), bill("lodash"));
        var read = new BillFile(file, "app").read();
        var digest = read.digest();
        Files.writeString(file, bill("minimist"));

        assertThat(read.asImage().packages())
                .extracting(one -> one.purl().toString())
                .containsExactly("pkg:npm/lodash@1.0.0");
        var kept = new ByteArrayOutputStream();
        read.writeTo(kept);
        assertThat(kept.toString(StandardCharsets.UTF_8)).isEqualTo(bill("lodash"));
        assertThat(new BillFile(file, "app").read().digest()).isNotEqualTo(digest);
    }

    @Test
    void whatIsNoBillIsSaidWhenItIsJudged() throws Exception {
        var file = Files.writeString(folder.resolve("app.json"), "{");
        var read = new BillFile(file, "app").read();
        assertThatThrownBy(read::asImage)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("is no bill of materials");
    }

    private static String bill(String name) {
        return """
        {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [
         {"type": "library", "name": "%1$s", "version": "1.0.0", "purl": "pkg:npm/%1$s@1.0.0"}]}
        """
                .formatted(name);
    }
}
