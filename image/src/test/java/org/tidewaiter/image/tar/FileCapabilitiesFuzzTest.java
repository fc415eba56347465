package org.tidewaiter.image.tar;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.testkit.Damage;

class FileCapabilitiesFuzzTest {
    private static final String REVISION_1 = "010000010020000000000000";
    private static final String REVISION_2 = "0000000280000000010000000001000000000000";
    private static final String REVISION_3 = REVISION_2.replaceFirst("02", "03") + "e8030000";

    @Test
    void everyRevisionIsRead() {
        assertThat(parse(REVISION_1).permittedNames()).containsExactly("cap_net_raw");
        assertThat(parse(REVISION_1).effective()).isTrue();
        assertThat(parse(REVISION_2).permittedNames())
                .containsExactly("cap_setuid", "cap_checkpoint_restore");
        assertThat(parse(REVISION_2).inheritable()).isEqualTo(1);
        assertThat(parse(REVISION_2).effective()).isFalse();
        assertThat(parse(REVISION_3).rootUid()).isEqualTo(1000);
    }

    private static FileCapabilities parse(String hex) {
        return FileCapabilities.parse(HexFormat.of().parseHex(hex)).orElseThrow();
    }

    static Stream<byte[]> seeds() {
        return Stream.of(REVISION_1, REVISION_2, REVISION_3)
                .map(HexFormat.of()::parseHex)
                .flatMap(Damage::versions);
    }

    @FuzzTest
    @MethodSource("seeds")
    void anyAttributeIsReadOrRefused(byte[] attribute) {
        FileCapabilities.parse(attribute)
                .ifPresent(granted ->
                        assertThat(granted.permittedNames())
                                .hasSize(Long.bitCount(granted.permitted())));
    }
}
