package org.tidewaiter.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.json.JsonReader;

/// Real programs without the records of their package manager, held against what each says of
/// itself.
class ProgramsIT {
    private static final int AT_LEAST = 35;

    @TempDir private Path folder;

    @Test
    void programsHaveTheVersionsThatTheySayOfThemselves() throws Exception {
        var said =
                Program.output("sh", "testkit/oracles/programs.sh", folder.toString())
                        .lines()
                        .collect(Collectors.toSet());

        assertThat(said).hasSizeGreaterThanOrEqualTo(AT_LEAST);
        assertThat(found()).containsAll(said);
    }

    /// As `programs.sh` writes them: the product, a tab, its version.
    private Set<String> found() throws Exception {
        var out =
                Program.tidewaiter("inventory", "dir:" + folder, "--format", "json", "--no-cache")
                        .passed();
        return JsonReader.read(out.getBytes(StandardCharsets.UTF_8))
                .get("packages")
                .items()
                .stream()
                .filter(one -> one.text("foundBy").equals("program"))
                .map(one -> Purl.parse(one.text("purl")).orElseThrow())
                .map(purl -> purl.name() + "\t" + purl.version().replaceFirst("^v", ""))
                .collect(Collectors.toSet());
    }
}
