package org.tidewaiter.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidewaiter.image.dispatch.UsualNames;
import org.tidewaiter.image.tar.Entry;

/// What is fetched of a layer for the sake of readers that go by the first bytes of files.
class UsualNamesTest {
    private static final UsualNames NAMES =
            UsualNames.of(
                    Catalogers.BUILT_IN.stream()
                            .flatMap(reader -> reader.claims().magics().stream())
                            .collect(Collectors.toSet()));

    /// Otherwise every file is fetched: a new beginning needs a line in [UsualNames].
    @Test
    void theBeginningsThatReadersClaimAreAllKnown() {
        assertThat(NAMES.names()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "usr/bin/tool, 755, true",
        "usr/bin/tool, 644, false",
        "usr/lib/libssl.so.3, 644, true",
        "usr/lib/jvm/lib/modules, 644, true",
        "app/App.DLL, 644, true",
        "models/small.gguf, 644, true",
        "root/.ollama/models/blobs/sha256-00aa, 644, true",
        "root/.cache/huggingface/hub/models--org--name/blobs/00aa, 644, true",
        "boot/efi/EFI/BOOT/BOOTX64.EFI, 644, true",
        "app/Windows.winmd, 644, true",
        "app/saver.scr, 644, true",
        "usr/lib/crt1.o, 644, true",
        "usr/lib/debug/.build-id/00/aa.debug, 644, true",
        "usr/lib/modules/6.1/kernel/fs/x.ko, 644, true",
        "usr/share/doc/a.txt, 644, false",
    })
    void programsAndLibrariesAreFetchedAndTextsAreNot(String path, String mode, boolean fetched) {
        var entry =
                Entry.listed(
                        path,
                        Entry.Kind.FILE,
                        1,
                        Integer.parseInt(mode, 8),
                        0,
                        0,
                        "",
                        Optional.empty());
        assertThat(NAMES.match(entry)).isEqualTo(fetched);
    }
}
