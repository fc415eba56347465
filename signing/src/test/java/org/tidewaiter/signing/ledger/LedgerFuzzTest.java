package org.tidewaiter.signing.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.ledger.LedgerEntry.Note;
import org.tidewaiter.testkit.Damage;

class LedgerFuzzTest {
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private static final Note NOTE =
            new Note(
                    EntryKind.REFUSAL,
                    "cleo",
                    Optional.empty(),
                    "prod",
                    "no",
                    FactsText.write("{}".getBytes(UTF_8)),
                    Optional.of(
                            new Ruling(
                                    VerifiedBytes.sha256(new byte[0]),
                                    new TreeSet<>(List.of("a", "b")),
                                    new TreeSet<>(List.of("charter")))));

    static Stream<byte[]> ledgers() throws IOException {
        var file = Files.createTempFile("ledger", ".jsonl");
        try {
            var ledger = new Ledger(file);
            ledger.append(NOTE, NOW);
            ledger.append(NOTE, NOW);
            return Damage.versions(Files.readAllBytes(file));
        } finally {
            Files.delete(file);
        }
    }

    @FuzzTest
    @MethodSource("ledgers")
    void anyBytesAreCheckedAndWhatIsAppendedToThemIsRead(byte[] bytes) throws IOException {
        var read = new ArrayList<LedgerEntry>();
        var check = LedgerCheck.of(new ByteArrayInputStream(bytes), List.of(), read::add);
        assertThat(check.entries()).isLessThanOrEqualTo(Integer.MAX_VALUE);
        var file = Files.createTempFile("ledger", ".jsonl");
        try {
            Files.write(file, bytes);
            var ledger = new Ledger(file);
            var entry = ledger.append(NOTE, NOW);
            var after = new ArrayList<LedgerEntry>();
            ledger.check(List.of(), after::add);
            assertThat(after).endsWith(entry);
        } finally {
            Files.delete(file);
        }
    }

    static Stream<byte[]> facts() {
        return Damage.versions(
                FactsText.write("{\"stage\": \"prod\"}".getBytes(UTF_8)).getBytes(UTF_8));
    }

    @FuzzTest
    @MethodSource("facts")
    void factsAreReadOrRefused(byte[] text) {
        try {
            assertThat(FactsText.read(new String(text, UTF_8))).hasSizeLessThan(65 << 20);
        } catch (RefusedException _) {
            // refused
        }
    }
}
