package org.tidewaiter.inventory.licence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpdxLicencesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MIT | MIT",
                "mit | MIT",
                "MIT License | MIT",
                "The MIT License | MIT",
                "Apache 2.0 | Apache-2.0",
                "apache license,  version 2.0 | Apache-2.0",
                "BSD 3-Clause | BSD-3-Clause",
                "GNU General Public License v2 or later (GPLv2+) | GPL-2.0-or-later",
                "ISC License (ISCL) | ISC",
                "(mit or apache-2.0) | (MIT OR Apache-2.0)",
                "GPL-2.0+ with classpath-exception-2.0 | GPL-2.0+ WITH Classpath-exception-2.0",
                "LicenseRef-Own-1 AND MIT | LicenseRef-Own-1 AND MIT",
            })
    void wordsThatCanMeanOnlyOneLicenceBecomeItsExpression(String words, String expression) {
        assertThat(SpdxLicences.recognise(words)).isEqualTo(expression);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BSD",
                "BSD License",
                "GPLv2",
                "Apache Software License",
                "SEE LICENSE IN LICENSE.txt",
                "UNLICENSED",
                "MIT OR",
                "MIT Apache-2.0",
                "(MIT",
                "MIT)",
                "()",
                "MIT WITH Chocolate",
                "MIT-but-not-quite+",
            })
    void wordsThatFitSeveralLicencesAreLeftAsTheyAre(String words) {
        assertThat(SpdxLicences.recognise(words)).isEqualTo(words);
        assertThat(SpdxLicences.isExpression(words)).isFalse();
    }

    @Test
    void anIdIsAnExpressionButAnExpressionIsNoId() {
        assertThat(SpdxLicences.isId("Apache-2.0")).isTrue();
        assertThat(SpdxLicences.isExpression("Apache-2.0")).isTrue();
        assertThat(SpdxLicences.isId("MIT OR Apache-2.0")).isFalse();
        assertThat(SpdxLicences.isExpression("MIT OR Apache-2.0")).isTrue();
    }

    @Test
    void aWholeLicenceTextIsCutToTheLengthOfASentence() {
        assertThat(SpdxLicences.recognise("x".repeat(100_000))).hasSize(201).endsWith("…");
    }

    @Test
    void everyTranslationOfWordsIsAListedLicence() {
        assertThat(SpdxLists.words("licence-words.txt").values()).allMatch(SpdxLicences::isId);
    }
}
