package org.tidewaiter.inventory.php;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.inventory.ReadFile;
import org.tidewaiter.model.Observation.PackageSeen;

class ComposerLockReaderTest {
    private final ReadFile lock = new ReadFile(new ComposerLockReader(), "app/composer.lock");

    @Test
    void whatProductionNeedsIsDeclared() throws Exception {
        var reading =
                lock.read(
                        """
                        {"packages": [
                           {"name": "psr/log", "version": "1.1.4", "license": ["MIT"]},
                           {"name": "mine/part", "version": "dev-main", "dist": {"type": "path"}}],
                         "packages-dev": [{"name": "phpunit/phpunit", "version": "9.6.0"}]}
                        """);
        assertThat(ReadFile.purls(reading)).containsExactly("pkg:composer/psr/log@1.1.4");
        assertThat(ReadFile.packages(reading)).allMatch(PackageSeen::declared);
        assertThat(reading.gaps()).isEmpty();
    }

    @Test
    void aLockFileInsideOfAnInstalledPackageIsNotTheImagesOwn() throws Exception {
        assertThat(
                        new ReadFile(new ComposerLockReader(), "app/vendor/a/b/composer.lock")
                                .purls("{\"packages\": [{\"name\": \"a/c\", \"version\": \"1\"}]}"))
                .isEmpty();
    }

    @Test
    void aPackageOfAnotherRegistryThanPackagistSaysFromWhich() throws Exception {
        assertThat(
                        lock.purls(
                                """
                                {"packages": [
                                  {"name": "drupal/tfa", "version": "1.10.0",
                                   "source": {"type": "git", "url": "https://git.example/tfa.git"},
                                   "notification-url": "https://packages.drupal.org/8/downloads"},
                                  {"name": "psr/log", "version": "1.1.4",
                                   "notification-url": "https://packagist.org/downloads/"}]}
                                """))
                .containsExactly(
                        "pkg:composer/drupal/tfa@1.10.0?repository_url=https://packages.drupal.org/8",
                        "pkg:composer/psr/log@1.1.4");
    }

    @Test
    void whatIsNoLockFileIsRefused() {
        assertThatThrownBy(() -> lock.read("{}")).isInstanceOf(MalformedFileException.class);
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        lock.readOrRefuse(bytes);
    }
}
