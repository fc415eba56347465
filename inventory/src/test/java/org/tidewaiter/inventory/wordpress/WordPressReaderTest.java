package org.tidewaiter.inventory.wordpress;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.ReadFile;

class WordPressReaderTest {
    private static final String ROOT = "var/www/html/";

    private final ReadFile plugin =
            new ReadFile(new WordPressReader(), ROOT + "wp-content/plugins/akismet/akismet.php");

    @Test
    void aPluginIsNamedByItsDirectory() throws Exception {
        var reading =
                plugin.read(
                        """
                        <?php
                        /**
                         * @package Akismet
                         */
                        /*
                        Plugin Name: Akismet Anti-spam: Spam Protection
                        Version: 5.3.1
                        License: GPLv2 or later
                        */
                        """);
        assertThat(ReadFile.purls(reading)).containsExactly("pkg:wordpress-plugin/akismet@5.3.1");
        assertThat(ReadFile.packages(reading).getFirst().files())
                .containsExactly(ROOT + "wp-content/plugins/akismet/");
    }

    @Test
    void aPluginCanBeOneFile() throws Exception {
        var reading =
                new ReadFile(new WordPressReader(), ROOT + "wp-content/plugins/hello.php")
                        .read("<?php\n/*\nPlugin Name: Hello Dolly\nVersion: 1.7.2\n*/\n");
        assertThat(ReadFile.purls(reading)).containsExactly("pkg:wordpress-plugin/hello@1.7.2");
        assertThat(ReadFile.packages(reading).getFirst().files())
                .containsExactly(ROOT + "wp-content/plugins/hello.php");
    }

    @Test
    void aThemeHasItsHeaderInItsStyles() throws Exception {
        assertThat(
                        new ReadFile(
                                        new WordPressReader(),
                                        ROOT + "wp-content/themes/storefront/style.css")
                                .purls("/*\n * Theme Name: Storefront\n * Version: 4.5.3\n */\n"))
                .containsExactly("pkg:wordpress-theme/storefront@4.5.3");
    }

    @Test
    void wordPressSaysItsVersionInItsCode() throws Exception {
        assertThat(
                        new ReadFile(new WordPressReader(), ROOT + "wp-includes/version.php")
                                .purls("<?php\n$wp_version = '6.4.3';\n$wp_db_version = 1;\n"))
                .containsExactly("pkg:generic/wordpress@6.4.3");
    }

    @Test
    void aFileWithoutAHeaderIsAPartOfAPlugin() throws Exception {
        assertThat(plugin.read("<?php // Version: 1\n")).isEqualTo(Reading.NOTHING);
        assertThat(plugin.read("<?php" + " ".repeat(9000) + "\n/* Plugin Name: late */"))
                .isEqualTo(Reading.NOTHING);
    }

    @FuzzTest
    void anyBytesAreRead(byte[] bytes) {
        plugin.readOrRefuse(bytes);
    }
}
