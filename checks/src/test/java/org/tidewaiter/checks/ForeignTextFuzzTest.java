package org.tidewaiter.checks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.image.manifest.ImageSettings;
import org.tidewaiter.image.manifest.MalformedManifestException;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.model.Observation.SettingSeen;
import org.tidewaiter.testkit.Damage;
import org.tidewaiter.testkit.image.ImageBuilder;

/// What others wrote is read or refused.
class ForeignTextFuzzTest {
    private static final String HASH = "$6$" + "salt$" + "h".repeat(86);

    static Stream<byte[]> accounts() {
        return Stream.of(
                        "",
                        "root:x:0:0:root:/root:/bin/sh\napp::1000:1000::/:\n+::::::\n",
                        "a:" + HASH + ":1:0:99999:7:::\nb:!:1:\nc:" + "d".repeat(13) + ":1:",
                        "root ALL=(ALL) NOPASSWD: ALL\n\\\n\\\nDefaults !authenticate \\")
                .map(text -> text.getBytes(UTF_8))
                .flatMap(Damage::versions);
    }

    @FuzzTest
    @MethodSource("accounts")
    void accountsAreReadAndNoHashIsKept(byte[] file) throws MalformedFileException {
        for (var reader : ImageChecks.READERS) {
            for (var path : reader.claims().paths()) {
                var reading = reader.read(ClaimedFile.of(path.replace("*", "x"), file));
                for (var seen : reading.observations()) {
                    if (seen instanceof SettingSeen(var check, var line, var message, _)) {
                        assertThat(Checks.named(check).id()).isEqualTo(check);
                        assertThat(line).isPositive();
                        assertThat(message).doesNotContain("hhhhhhhh");
                    }
                }
            }
        }
    }

    static Stream<byte[]> expressions() {
        return Stream.of(
                        "MIT",
                        "(MIT OR Apache-2.0) AND GPL-2.0-only WITH Classpath-exception-2.0",
                        "GNU Lesser General Public License, version 2.1 or later",
                        "((((((MIT))))) OR x) AND (y")
                .map(text -> text.getBytes(UTF_8))
                .flatMap(Damage::versions);
    }

    @FuzzTest
    @MethodSource("expressions")
    void anyTermsAreOfSomeCategory(byte[] text) {
        assertThat(LicenceChecks.category(new String(text, UTF_8))).isNotNull();
    }

    static Stream<byte[]> configurations() {
        return Stream.concat(
                        ImageFixtures.ALL.stream().map(ImageFixtures.Fixture::bad),
                        ImageFixtures.ALL.stream().map(ImageFixtures.Fixture::good))
                .map(image -> image.build().config())
                .flatMap(config -> Damage.versions(config).limit(4));
    }

    @FuzzTest
    @MethodSource("configurations")
    void anyConfigurationIsLookedAt(byte[] config) {
        try {
            var settings = ImageSettings.parse(config);
            var reading = Readings.of(ImageBuilder.image());
            assertThat(ImageChecks.findings(reading, settings)).doesNotContainNull();
            assertThat(ImageHistory.of(reading, settings).steps()).doesNotContainNull();
        } catch (MalformedManifestException _) {
            // refused
        }
    }
}
