package org.tidewaiter.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidewaiter.testkit.Property;

class GlobTest {
    @ParameterizedTest
    @CsvSource({
        "abc, abc, true",
        "abc, abcd, false",
        "*, '', true",
        "'', a, false",
        "a*c, a/b/c, true",
        "a*b*c, axxbyybzzc, true",
        "a*b*c, axxc, false",
        "a.c, abc, false",
        "*a, aaab, false",
    })
    void aStarIsAnyRunOfCharacters(String pattern, String text, boolean matches) {
        assertThat(new Glob(pattern).matches(text)).isEqualTo(matches);
    }

    @Test
    void aTextMatchesItselfWithAnyPartReplacedByAStar() {
        Property.forAll(
                random -> {
                    var text =
                            random.ints(8, 'a', 'd')
                                    .collect(
                                            StringBuilder::new,
                                            StringBuilder::appendCodePoint,
                                            StringBuilder::append)
                                    .toString();
                    int from = random.nextInt(9);
                    int to = from + random.nextInt(9 - from);
                    return new String[] {text, text.substring(0, from) + "*" + text.substring(to)};
                },
                pair -> assertThat(new Glob(pair[1]).matches(pair[0])).isTrue());
    }
}
