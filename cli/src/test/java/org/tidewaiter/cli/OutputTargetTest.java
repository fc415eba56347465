package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;

class OutputTargetTest {
    private static final Set<String> KNOWN = Set.of("table", "json", "sarif");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|table to standard output",
                "--format json|json to standard output",
                "-o json|json to standard output",
                "-o json=-|json to standard output",
                "-o json=/dev/stdout|json to standard output",
                "-o report|table to report",
                "-o report --format json|json to report",
                "--format json -o sarif|json to sarif",
                "-o json=a|json to a",
                "-o json=a -o sarif=b|json to a, sarif to b",
                "-o json=a --format table|json to a, table to standard output",
                "-o table=- -o json=a|json to a, table to standard output",
                "-o json=a -o sarif|json to a, sarif to standard output",
                "-o a -o b -o json|json to a, json to b",
                "-o ./json|table to ./json",
                "-o ./a=b|table to ./a=b",
            })
    void everyFormOfTheFlagsMeansWhatOtherScannersMean(String typed, String meant)
            throws ProblemException {
        assertThat(
                        targets(typed == null ? "" : typed).stream()
                                .map(target ->
                                        target.format()
                                                + " to "
                                                + target.file()
                                                        .map(Object::toString)
                                                        .orElse("standard output"))
                                .collect(Collectors.joining(", ")))
                .isEqualTo(meant);
    }

    @Test
    void anUnknownFormatNamesTheKnownOnes() {
        var problem = problem("-o xml=report.xml");
        assertThat(problem.code()).isEqualTo("format-unknown");
        assertThat(problem.what()).isEqualTo("there is no format 'xml'");
        assertThat(problem.mend()).isEqualTo("use one of json, sarif, table");
    }

    @ParameterizedTest
    @CsvSource({
        "-o json=a -o sarif=a, two documents were asked for in a",
        "-o json -o sarif, two documents were asked for in standard output",
        "-o json=, --output json= names no file",
    })
    void aPlaceIsForOneDocument(String typed, String what) {
        assertThat(problem(typed).what()).isEqualTo(what);
    }

    private static Problem problem(String typed) {
        return catchThrowableOfType(ProblemException.class, () -> targets(typed)).problem();
    }

    private static List<OutputTarget> targets(String typed) throws ProblemException {
        var words = List.of(typed.split(" ", -1));
        var format = Optional.<String>empty();
        var outputs = new ArrayList<String>();
        for (int i = 0; i + 1 < words.size(); i += 2) {
            if (words.get(i).equals("--format")) {
                format = Optional.of(words.get(i + 1));
            } else {
                outputs.add(words.get(i + 1));
            }
        }
        return OutputTarget.read(format, outputs, KNOWN);
    }
}
