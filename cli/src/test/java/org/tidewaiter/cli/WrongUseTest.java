package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrongUseTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "scan --sverity HIGH app:1|there is no flag '--sverity'|did you mean --severity",
                "scan --frobnicate app:1|there is no flag '--frobnicate'|tidewaiter scan --help",
                "scna app:1|there is no command 'scna'|did you mean scan",
                "alpine:3.20|there is no command 'alpine:3.20'|'tidewaiter scan alpine:3.20'",
                "scan a b|'b' is one word too many|tidewaiter scan --help",
                "db biuld|there is no command 'biuld'|did you mean build",
                "help scna|there is no command 'scna'|did you mean scan",
                "scan|no image was named|tidewaiter scan alpine:3.20",
                "version compare|ECOSYSTEM|tidewaiter version compare --help",
                "db build|--from|tidewaiter db build --help",
                "scan app:1 --exit-code 256|--exit-code: '256'|0 to 255",
                "scan app:1 --max-data-age -1|--max-data-age: '-1'|number of days",
                "scan app:1 --as-of yesterday|'yesterday' is no date|2026-11-22",
                "scan app:1 --platform linux|'linux' is no platform|linux/amd64",
                "scan app:1 --timeout 5x|'5x' is no time|1h30m",
                "scan app:1 --cache-size big|'big' is no size|500m",
                "scan app:1 --cache-size 9000000000g|more than any disk has|no bound",
                "scan app:1 --severity BAD|no severity is called 'BAD'|critical",
                "scan app:1 --fail-on bad|no gate is called 'bad'|kev",
                "scan app:1 --format xml|there is no format 'xml'|sarif",
            })
    void whatCannotBeUnderstoodEndsWithOneAndASentenceThatHelps(
            String typed, String what, String mend) {
        var result = Typed.run(typed.split(" ", -1));
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines()).hasSize(2);
        assertThat(result.err().lines().findFirst().orElseThrow())
                .startsWith("error[")
                .contains(what);
        assertThat(result.err().lines().skip(1).findFirst().orElseThrow())
                .startsWith("  mend: ")
                .contains(mend);
    }
}
