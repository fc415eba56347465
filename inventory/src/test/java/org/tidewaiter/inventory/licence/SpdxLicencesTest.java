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

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "deb; GPL-2+; GPL-2.0-or-later",
                "deb; GPL-2; GPL-2.0-only",
                "deb; Expat; MIT",
                "deb; GPL-2+ or Expat; GPL-2.0-or-later OR MIT",
                "deb; LGPL-2.1+ and BSD-3-clause; LGPL-2.1-or-later AND BSD-3-Clause",
                "rpm; GPLv2+ and LGPLv2+; GPL-2.0-or-later AND LGPL-2.0-or-later",
                "rpm; (GPLv2+ or LGPLv3+) and ASL 2.0; (GPL-2.0-or-later OR LGPL-3.0-or-later) AND Apache-2.0",
                "rpm; MIT AND Apache-2.0; MIT AND Apache-2.0",
                "rpm; GPLv2; GPL-2.0-only",
                "apk; MIT; MIT",
                "apk; GPL-2.0-only AND MIT; GPL-2.0-only AND MIT",
                "cran; GPL (>= 2); GPL-2.0-or-later",
                "cran; GPL-2 | GPL-3; GPL-2.0-only OR GPL-3.0-only",
                "cran; MIT + file LICENSE; MIT",
                "cran; LGPL (>= 2.1) | BSD_3_clause + file LICENCE; LGPL-2.1-or-later OR BSD-3-Clause",
                "cargo; MIT/Apache-2.0; MIT OR Apache-2.0",
                "cargo; MIT OR Apache-2.0 WITH LLVM-exception; MIT OR Apache-2.0 WITH LLVM-exception",
                "pypi; MIT License and Apache License 2.0; MIT AND Apache-2.0",
                "maven; The Apache Software License, Version 2.0; Apache-2.0",
                "composer; (LGPL-2.1-only or GPL-3.0-or-later); (LGPL-2.1-only OR GPL-3.0-or-later)",
            })
    void eachEcosystemsOwnWordsBecomeAnExpression(String type, String words, String expression) {
        assertThat(SpdxLicences.recognise(type, words)).isEqualTo(expression);
    }

    @ParameterizedTest
    @CsvSource({
        "deb, Artistic",
        "deb, GPL-2+ with OpenSSL exception",
        "deb, public-domain",
        "rpm, BSD",
        "rpm, GPLv2+ and BSD",
        "cran, file LICENSE",
        "npm, GPLv2",
        "npm, GPL-2+",
        "npm, MIT/X11",
    })
    void whatIsNotExactInItsEcosystemStaysAsItIs(String type, String words) {
        assertThat(SpdxLicences.recognise(type, words)).isEqualTo(words);
        assertThat(SpdxLicences.isExpression(words)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "licence-words.txt",
                "licence-words-deb.txt",
                "licence-words-rpm.txt",
                "licence-words-cran.txt",
            })
    void everyTranslationOfWordsIsAListedLicence(String list) {
        assertThat(SpdxLists.words(list).values()).allMatch(SpdxLicences::isId);
    }
}
