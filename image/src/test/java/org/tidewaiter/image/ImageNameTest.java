package org.tidewaiter.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidewaiter.image.consulted.ConsultedFiles;
import org.tidewaiter.model.ProblemException;

class ImageNameTest {
    private static final List<SourceKind> ANYWHERE =
            List.of(SourceKind.DOCKER, SourceKind.PODMAN, SourceKind.REGISTRY);

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "registry:alpine, REGISTRY, alpine",
        "docker://alpine:3, REGISTRY, alpine:3",
        "docker:alpine:3, DOCKER, alpine:3",
        "docker:85dee29954cd, DOCKER, 85dee29954cd",
        "docker:012345678901, DOCKER, 012345678901",
        "docker-daemon:alpine:3, DOCKER, alpine:3",
        "podman:localhost/app, PODMAN, localhost/app",
        "oci:some/folder, LAYOUT, some/folder",
        "oci-dir:some/folder, LAYOUT, some/folder",
        "archive:a.tar, ARCHIVE, a.tar",
        "docker-archive:a.tar, ARCHIVE, a.tar",
        "oci-archive:a.tar, ARCHIVE, a.tar",
        "dir:/srv/root, DIRECTORY, /srv/root",
    })
    void aPrefixForcesTheKind(String text, SourceKind kind, String place) throws Exception {
        assertThat(parse(text)).isEqualTo(new ImageName(List.of(kind), place, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"alpine", "registry.example:5000/a/b:1", "85dee29954cd"})
    void whatIsNotOnDiskIsLookedForInEnginesAndThenInARegistry(String text) throws Exception {
        assertThat(parse(text)).isEqualTo(new ImageName(ANYWHERE, text, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"registry:2", "registry:2.8.3", "registry:latest", "docker:27-dind", "docker:dind"})
    void imagesNamedLikeAPrefixAreThemselves(String text) throws Exception {
        assertThat(parse(text)).isEqualTo(new ImageName(ANYWHERE, text, Optional.empty()));
    }

    @Test
    void whatIsOnDiskTellsTheKind() throws Exception {
        var layout = Files.createDirectory(folder.resolve("layout"));
        Files.writeString(layout.resolve("oci-layout"), "{}");
        var file = Files.writeString(folder.resolve("image.tar"), "");

        assertThat(parse(folder.toString()).kinds()).containsExactly(SourceKind.DIRECTORY);
        assertThat(parse(layout.toString()).kinds()).containsExactly(SourceKind.LAYOUT);
        assertThat(parse(file.toString()).kinds()).containsExactly(SourceKind.ARCHIVE);
        assertThat(parse(layout + ":1.2"))
                .isEqualTo(
                        new ImageName(
                                List.of(SourceKind.LAYOUT), layout.toString(), Optional.of("1.2")));
        assertThat(parse(file + ":registry.example:5000/a:1"))
                .isEqualTo(
                        new ImageName(
                                List.of(SourceKind.ARCHIVE),
                                file.toString(),
                                Optional.of("registry.example:5000/a:1")));
    }

    @Test
    void aTextIsAFolderThatHasItAloneUnlessItIsCalledAnArchive() throws Exception {
        var text = Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\n");
        var page = Files.writeString(folder.resolve("image.tgz"), "<html>not found");
        assertThat(parse(text.toString()).kinds()).containsExactly(SourceKind.DIRECTORY);
        assertThat(parse(page.toString()).kinds()).containsExactly(SourceKind.ARCHIVE);
    }

    @Test
    void aFileThatIsNamedLikeARepositoryDoesNotHideItsTags() throws Exception {
        var file = Files.writeString(folder.resolve("app"), "");
        assertThat(parse(file + ":1").kinds()).isEqualTo(ANYWHERE);
        assertThat(parse("archive:" + file + ":1").selector()).contains("1");
    }

    @Test
    void aFileWithAColonInItsNameIsFound() throws Exception {
        var file = Files.writeString(folder.resolve("a:1"), "").toString();
        assertThat(parse(file))
                .isEqualTo(new ImageName(List.of(SourceKind.ARCHIVE), file, Optional.empty()));
    }

    @Test
    void theKindMayBeForcedBesideTheName() throws Exception {
        assertThat(
                        ImageName.parse(
                                "oci:latest",
                                Optional.of(SourceKind.REGISTRY),
                                new ConsultedFiles()))
                .isEqualTo(
                        new ImageName(
                                List.of(SourceKind.REGISTRY), "oci:latest", Optional.empty()));
    }

    private static ImageName parse(String text) throws ProblemException {
        return ImageName.parse(text, Optional.empty(), new ConsultedFiles());
    }
}
