package org.tidewaiter.image.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Toml;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.testkit.Damage;

class RegistriesConfFuzzTest {
    private static final String TEXT =
            """
            [[registry]]
            prefix = "docker.io/library"
            location = "inside.example/hub"
            mirror-by-digest-only = true
            [[registry.mirror]]
            location = "mirror.example"
            [[registry]]
            prefix = "*.io"
            insecure = true
            [aliases]
            "app" = "docker.io/library/app"
            """;

    static Stream<byte[]> seeds() {
        return Stream.of(TEXT.getBytes(UTF_8)).flatMap(Damage::versions);
    }

    @FuzzTest
    @MethodSource("seeds")
    void anyFileIsUsedOrRefused(byte[] bytes) {
        var byPrefix = new TreeMap<String, ConfiguredRegistry>();
        var aliases = new TreeMap<String, String>();
        try {
            RegistriesConf.add(Toml.read(bytes), byPrefix, aliases);
            var conf = new RegistriesConf(byPrefix, aliases);
            var image = ImageReference.parse(conf.withoutAlias("app:1"));
            var configured = image.flatMap(conf::find);
            if (configured.isPresent()) {
                configured.get().sourcesOf(image.get());
            }
        } catch (MalformedFileException | MalformedConfException | ProblemException _) {
            // refused
        }
    }
}
