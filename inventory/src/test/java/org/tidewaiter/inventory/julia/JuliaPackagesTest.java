package org.tidewaiter.inventory.julia;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.ReadFile;

/// Packages in a depot, and packages in a manifest.
class JuliaPackagesTest {
    private static final String UUID = "7876af07-990d-54b4-ab0e-23690620f79a";

    private final ReadFile project =
            new ReadFile(
                    new JuliaProjectReader(), "root/.julia/packages/Example/aqsx3/Project.toml");
    private final ReadFile manifest = new ReadFile(new JuliaManifestReader(), "app/Manifest.toml");

    @Test
    void aPackageInADepotIsInstalled() throws Exception {
        var reading =
                project.read(
                        "name = \"Example\"\nuuid = \"%s\"\nversion = \"0.5.3\"\n".formatted(UUID));
        assertThat(ReadFile.purls(reading)).containsExactly("pkg:julia/Example@0.5.3?uuid=" + UUID);
        var seen = ReadFile.packages(reading).getFirst();
        assertThat(seen.declared()).isFalse();
        assertThat(seen.files()).containsExactly("root/.julia/packages/Example/aqsx3/");
    }

    @Test
    void aProjectInADirectoryOfAnotherNameIsInNoDepot() throws Exception {
        assertThat(
                        project.read(
                                "name = \"Other\"\nuuid = \"%s\"\nversion = \"0.5.3\"\n"
                                        .formatted(UUID)))
                .isEqualTo(Reading.NOTHING);
    }

    @Test
    void aManifestDeclaresWhatDoesNotComeWithJulia() throws Exception {
        var text =
                """
                julia_version = "1.10.2"
                manifest_format = "2.0"

                [[deps.Example]]
                git-tree-sha1 = "46e44e869b4d90b96bd8ed1fdcf32244fddfb6cc"
                uuid = "7876af07-990d-54b4-ab0e-23690620f79a"
                version = "0.5.3"

                [[deps.Dates]]
                deps = ["Printf"]
                uuid = "ade2ca70-3891-5945-98fb-dc099432e06a"

                [[deps.Mine]]
                path = "../Mine"
                uuid = "00000000-0000-0000-0000-000000000001"
                version = "0.1.0"
                """;
        assertThat(manifest.purls(text)).containsExactly("pkg:julia/Example@0.5.3?uuid=" + UUID);
        assertThat(ReadFile.packages(manifest.read(text))).allMatch(seen -> seen.declared());
    }

    @Test
    void theFirstFormatListsPackagesAtTheTop() throws Exception {
        assertThat(
                        manifest.purls(
                                """
                                [[Example]]
                                git-tree-sha1 = "46e4"
                                repo-rev = "main"
                                repo-url = "https://example.org/Example.jl.git"
                                uuid = "7876af07-990d-54b4-ab0e-23690620f79a"
                                version = "0.5.3"
                                """))
                .containsExactly(
                        "pkg:julia/Example@0.5.3?uuid="
                                + UUID
                                + "&vcs_url=git%2Bhttps://example.org/Example.jl.git%40main");
    }

    @Test
    void aManifestOfAnotherProgramDeclaresNothing() throws Exception {
        assertThat(manifest.read("[package]\nname = \"a\"\n")).isEqualTo(Reading.NOTHING);
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        project.readOrRefuse(bytes);
        manifest.readOrRefuse(bytes);
    }
}
