package org.tidewaiter.inventory.php;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.inventory.ReadFile;

class PearRegistryReaderTest {
    private static final String REGISTRY = "usr/local/lib/php/.registry/";

    private final ReadFile record =
            new ReadFile(new PearRegistryReader(), REGISTRY + ".channel.pecl.php.net/redis.reg");

    @Test
    void anExtensionOwnsTheFilesOfItsRecord() throws Exception {
        var reading =
                record.read(
                        "a:5:{s:4:\"name\";s:5:\"redis\";s:7:\"channel\";s:12:\"pecl.php.net\";"
                                + "s:4:\"lead\";a:1:{s:4:\"name\";s:6:\"Nobody\";}"
                                + "s:7:\"version\";a:2:{s:7:\"release\";s:5:\"5.3.7\";s:3:\"api\";s:5:\"5.3.0\";}"
                                + "s:7:\"license\";a:2:{s:7:\"attribs\";a:1:{s:3:\"uri\";s:1:\"x\";}s:8:\"_content\";s:3:\"PHP\";}"
                                + "s:8:\"filelist\";a:1:{s:8:\"redis.so\";a:1:{s:12:\"installed_as\";"
                                + "s:33:\"/usr/local/lib/php/extensions/redis.so\";}}}");
        assertThat(ReadFile.purls(reading)).containsExactly("pkg:pear/pecl.php.net/redis@5.3.7");
        assertThat(ReadFile.packages(reading).getFirst().files())
                .containsExactly("usr/local/lib/php/extensions/redis.so");
    }

    @Test
    void aRecordWithoutAChannelIsPears() throws Exception {
        assertThat(
                        new ReadFile(new PearRegistryReader(), REGISTRY + "archive_tar.reg")
                                .purls(
                                        "a:2:{s:7:\"package\";s:11:\"Archive_Tar\";"
                                                + "s:7:\"version\";s:6:\"1.4.14\";}"))
                .containsExactly("pkg:pear/pear.php.net/Archive_Tar@1.4.14");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:1:{s:4:\"name\";s:1:\"a\";}"})
    void aRecordWithoutAVersionIsRefused(String text) {
        assertThatThrownBy(() -> record.read(text)).isInstanceOf(MalformedFileException.class);
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        record.readOrRefuse(bytes);
    }
}
