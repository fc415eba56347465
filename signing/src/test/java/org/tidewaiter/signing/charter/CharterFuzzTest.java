package org.tidewaiter.signing.charter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.syntax.CanonicalJson;
import org.tidewaiter.testkit.Damage;

/// Whatever the bytes are, they are read or refused.
class CharterFuzzTest {
    private static final SignedCharter ONE = one();

    private static SignedCharter one() {
        try {
            return Charters.signed(Charters.first(), Charters.ANA, Charters.BOB);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<byte[]> files() {
        return Damage.versions(CharterFile.write(ONE));
    }

    @FuzzTest
    @MethodSource("files")
    void aFileIsReadOrRefused(byte[] file) {
        try {
            var read = CharterFile.read(file);
            assertThat(CharterFile.read(CharterFile.write(read)).id()).isEqualTo(read.id());
        } catch (RefusedException _) {
            // refused
        }
    }

    @FuzzTest
    @MethodSource("files")
    void aFileThatSomeHaveSignedIsReadOrRefused(byte[] file) {
        try {
            var read = PendingCharter.read(file);
            assertThat(read.charter().version()).isPositive();
            read.missing(Optional.of(ONE));
        } catch (RefusedException _) {
            // refused
        }
    }

    static Stream<byte[]> drafts() {
        return Damage.versions(CharterDraft.write(Charters.first(), Map.of()).getBytes(UTF_8));
    }

    @FuzzTest
    @MethodSource("drafts")
    void aDraftIsReadOrRefused(byte[] draft) {
        try {
            var read = CharterDraft.read(draft, CharterDraftTest.FILES, Charters.ISSUED);
            var again = CharterDraft.write(read, Map.of()).getBytes(UTF_8);
            assertThat(CharterDraft.read(again, CharterDraftTest.FILES, Charters.ISSUED))
                    .isEqualTo(read);
        } catch (RefusedException _) {
            // refused
        }
    }

    static Stream<byte[]> payloads() {
        return Damage.versions(ONE.versions().getFirst().envelope().payload());
    }

    @FuzzTest
    @MethodSource("payloads")
    void whatIsReadIsWrittenAsItWas(byte[] payload) {
        try {
            assertThat(CanonicalJson.write(CanonicalJson.read(payload).json())).isEqualTo(payload);
            var charter = CharterPayload.read(payload, new CharterReader(Optional.empty()));
            assertThat(CharterPayload.write(charter)).isEqualTo(payload);
        } catch (RefusedException _) {
            // refused
        }
    }
}
