package org.tidewaiter.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tidewaiter.checks.SecretSearch;
import org.tidewaiter.image.Images;
import org.tidewaiter.image.OpenOptions;
import org.tidewaiter.image.cache.LayerCache;
import org.tidewaiter.image.manifest.ImageSettings;
import org.tidewaiter.image.pass.ImagePass;
import org.tidewaiter.image.pass.PassOptions;
import org.tidewaiter.image.pass.Progress;
import org.tidewaiter.image.pass.ReaderSet;
import org.tidewaiter.image.registry.RegistryOptions;

/// What the tests need of secrets is put together when they run, so that nobody who scans this
/// repository has to wonder.
class RepositorySecretsTest {
    private static final List<String> NOT_OURS =
            List.of(".git/**", "**/target/**", "**/build.log", ".tidewaiter/**");

    @Test
    void theRepositoryHoldsNoSecret() throws Exception {
        var search = new SecretSearch();
        var pass =
                new ImagePass(
                        new ReaderSet(List.of(), List.of(search.reader())),
                        LayerCache.none(),
                        PassOptions.standard().withSkipped(NOT_OURS),
                        Progress.SILENT);
        var options = OpenOptions.standard(RegistryOptions.standard(Map.of()));
        try (var files = Images.open("dir:" + Path.of(".."), options)) {
            var found = search.find(pass.read(files), ImageSettings.NONE).findings();
            assertThat(found.stream().filter(one -> one.excuse().isEmpty()))
                    .extracting(one -> one.place().words() + " " + one.message())
                    .isEmpty();
        }
    }
}
