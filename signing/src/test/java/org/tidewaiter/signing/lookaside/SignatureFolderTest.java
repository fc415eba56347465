package org.tidewaiter.signing.lookaside;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.image.registry.RegistryOptions;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.ProblemException;

class SignatureFolderTest {
    private static final ImageReference IMAGE =
            ImageReference.parse("example.com/b/c:1").orElseThrow();

    @TempDir private Path folder;

    @Test
    void eachTakesTheNextNumberThatIsFree() throws Exception {
        assertThat(put("alpha")).isEqualTo(file(1)).hasContent("alpha");
        assertThat(put("beta")).isEqualTo(file(2)).hasContent("beta");
        Files.delete(file(1));
        assertThat(put("gamma")).isEqualTo(file(1)).hasContent("gamma");
        assertThat(file(2)).hasContent("beta");
    }

    @Test
    void nothingButSignaturesIsLeft() throws Exception {
        put("alpha");

        assertThat(file(1).getParent()).isDirectoryContaining("glob:**/signature-1");
        try (var files = Files.list(file(1).getParent())) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void whereManySignAtOnceNothingIsLost() throws Exception {
        var tasks = new ArrayList<Callable<Path>>();
        for (int i = 0; i < 40; i++) {
            var text = "signature of %d".formatted(i);
            tasks.add(() -> put(text));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var one : threads.invokeAll(tasks)) {
                one.get();
            }
        }

        var configured = LookasideConfiguration.none().orElse(folder);
        var lookaside = new Lookaside(configured, IMAGE, RegistryOptions.standard(Map.of()));
        assertThat(lookaside.signatures(Payload.IMAGE))
                .extracting(one -> new String(one.bytes(), UTF_8))
                .hasSize(40)
                .doesNotHaveDuplicates();
    }

    @Test
    void aFolderWithoutHardLinksLosesNothingEither() throws Exception {
        var taken = Files.writeString(folder.resolve("signature-1"), "alpha");
        var whole = Files.writeString(folder.resolve("whole"), "beta");

        assertThatThrownBy(() -> SignatureFolder.placeWithoutLink(whole, taken))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(taken).hasContent("alpha");

        var free = folder.resolve("signature-2");
        assertThat(SignatureFolder.placeWithoutLink(whole, free)).isEqualTo(free);
        assertThat(free).hasContent("beta");

        assertThatThrownBy(() ->
                        SignatureFolder.placeWithoutLink(whole, folder.resolve("signature-3")))
                .isInstanceOf(NoSuchFileException.class);
        assertThat(folder.resolve("signature-3")).doesNotExist();
    }

    @Test
    void moreThanAreReadAreNotWritten() throws Exception {
        for (int i = 0; i < 128; i++) {
            put("alpha");
        }

        assertThatThrownBy(() -> put("beta"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo("too-many-attachments"));
    }

    @Test
    void whatIsNoFolderIsAProblem() throws Exception {
        var file = Files.writeString(folder.resolve("file"), "").toUri();
        for (var place : new URI[] {URI.create("https://example.com/a"), file}) {
            assertThatThrownBy(() -> SignatureFolder.put(place, IMAGE, Payload.IMAGE, new byte[0]))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.problem().code()).isEqualTo("signature-unwritable"));
        }
    }

    private Path put(String text) throws ProblemException {
        return SignatureFolder.put(folder.toUri(), IMAGE, Payload.IMAGE, text.getBytes(UTF_8));
    }

    private Path file(int number) {
        return folder.resolve(
                "b/c@%s/signature-%d"
                        .formatted(Payload.IMAGE.toString().replace(':', '='), number));
    }
}
