package org.tidewaiter.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.testkit.image.ImageBuilder;
import org.tidewaiter.testkit.image.OciLayouts;

/// Docker's registry, which knows no referrers and mounts blobs, has what is copied to it.
class EvidenceCopyIT {
    @TempDir private Path folder;

    @Test
    void whatIsSignedGoesThroughARegistryAndIsVerifiedWithoutIt() throws Exception {
        var key = folder.resolve("team");
        var layout = folder.resolve("layout");
        OciLayouts.layout().image(ImageBuilder.image().build(), "1").write(layout);
        tidewaiter("key", "generate", "--name", key.toString());
        for (var form : new String[] {"bundle", "cosign", "cosign-referrer"}) {
            tidewaiter("sign", "--key", key + ".key", "--format", form, "oci:" + layout + ":1");
        }
        var end = "oci:" + folder.resolve("end") + ":1";
        try (var registry = LoopbackRegistry.start(folder)) {
            var one = registry.host() + "/one/app:1";
            var other = registry.host() + "/other/app:1";
            tidewaiter("evidence", "copy", "oci:" + layout + ":1", one);
            tidewaiter("evidence", "copy", one, other);
            tidewaiter("evidence", "copy", other, end);
        }
        assertThat(tidewaiter("verify", "--key", key + ".pub", end))
                .contains("sigstore-bundle in sha256:")
                .contains("cosign-signature-tag in sha256-")
                .contains("cosign-signature-referrer in sha256:")
                .doesNotContain("refused");
    }

    private static String tidewaiter(String... arguments) throws IOException, InterruptedException {
        return Program.tidewaiter(Map.of(), arguments).passed();
    }
}
