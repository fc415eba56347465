package org.tidewaiter.image.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.image.cache.BinaryReader.BrokenEntryException;
import org.tidewaiter.image.cache.PackedOutput.Packed;
import org.tidewaiter.image.consulted.FileState;
import org.tidewaiter.model.Digest;

class AnswerFormatTest {
    private static final Digest QUESTION = new Digest("sha256", "a".repeat(64));
    private static final Digest OTHER = new Digest("sha256", "b".repeat(64));
    private static final List<FileState> FILES =
            List.of(new FileState("a/b", "missing"), new FileState("a/c", "3 00ff"));

    @Test
    void whatIsDecodedIsWhatWasEncoded() throws IOException {
        var text = "what was printed\n".repeat(10_000).getBytes(StandardCharsets.UTF_8);
        var entry = AnswerFormat.encode(QUESTION, new Answer(FILES, 2, packed(text)));
        assertThat(entry).hasSizeLessThan(text.length / 50);

        var answer = AnswerFormat.decode(QUESTION, entry).orElseThrow();
        assertThat(answer.files()).isEqualTo(FILES);
        assertThat(answer.status()).isEqualTo(2);
        var printed = new ByteArrayOutputStream();
        answer.printTo(printed);
        assertThat(printed.toByteArray()).isEqualTo(text);
    }

    @Test
    void anAnswerToAnotherQuestionIsNotBelieved() throws IOException {
        var entry = AnswerFormat.encode(QUESTION, new Answer(FILES, 0, packed(new byte[9])));
        assertThat(AnswerFormat.decode(OTHER, entry)).isEmpty();
        assertThat(AnswerFormat.decode(QUESTION, entry)).isPresent();
    }

    @Test
    void noBeginningAndNoOtherByteIsBelieved() throws IOException {
        var entry = AnswerFormat.encode(QUESTION, new Answer(FILES, 0, packed(new byte[9])));
        for (int at = 0; at < entry.length; at++) {
            assertThat(AnswerFormat.decode(QUESTION, Arrays.copyOf(entry, at))).isEmpty();
            var bad = entry.clone();
            bad[at] ^= 4;
            assertThat(AnswerFormat.decode(QUESTION, bad)).as("byte %d", at).isEmpty();
        }
    }

    @Test
    void whatIsTooMuchIsForgotten() throws IOException {
        var random = new byte[4_000_000];
        new Random(6).nextBytes(random);
        var printed = new PackedOutput(2_000_000);
        printed.write(random);
        assertThat(printed.packed()).isEmpty();
        var enough = new PackedOutput(5_000_000);
        enough.write(random);
        assertThat(enough.packed()).isPresent();
    }

    /// Nobody packs so, but a disk may.
    @Test
    void whatCannotBeUnpackedIsAnError() throws IOException {
        var packed = packed("what was printed\n".repeat(100).getBytes(StandardCharsets.UTF_8));
        var bytes = packed.bytes();
        for (var broken : List.of(Arrays.copyOf(bytes, bytes.length / 2), new byte[] {-1, -1})) {
            var answer = new Answer(FILES, 0, new Packed(broken, packed.plainBytes()));
            assertThatThrownBy(() -> answer.printTo(OutputStream.nullOutputStream()))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void nothingIsPrintedPastWhatWasPrintedThen() throws IOException {
        var packed = packed(new byte[100_000]);
        for (long bytes : new long[] {99_999, 0, 100_001}) {
            var out = new ByteArrayOutputStream();
            var answer = new Answer(FILES, 0, new Packed(packed.bytes(), bytes));
            assertThatThrownBy(() -> answer.printTo(out)).isInstanceOf(IOException.class);
            assertThat(out.size()).isLessThanOrEqualTo((int) bytes);
        }
    }

    @Test
    void whatIsWrittenAfterTheEndIsNoPartOfIt() {
        var printed = new PackedOutput();
        printed.write('a');
        assertThat(printed.packed())
                .hasValueSatisfying(all -> assertThat(all.plainBytes()).isEqualTo(1));
        printed.write('b');
        assertThat(printed.packed()).isEmpty();
    }

    /// The checksum would keep a fuzzer out, so it starts behind it.
    @MethodSource("seeds")
    @FuzzTest(maxDuration = "30s")
    void anyBytesAreDecodedOrRefused(byte[] content) {
        try {
            var answer = AnswerFormat.decodeContent(new BinaryReader(content, 0, content.length));
            var again =
                    AnswerFormat.decode(QUESTION, AnswerFormat.encode(QUESTION, answer))
                            .orElseThrow();
            assertThat(again.files()).isEqualTo(answer.files());
            assertThat(again.printed().bytes()).isEqualTo(answer.printed().bytes());
            assertThat(again.printed().plainBytes()).isEqualTo(answer.printed().plainBytes());
            answer.printTo(new Bounded());
        } catch (BrokenEntryException | IOException _) {
            // refused
        }
    }

    /// A few bytes may unpack to very many.
    private static final class Bounded extends OutputStream {
        private long bytes;

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] more, int offset, int length) throws IOException {
            bytes += length;
            if (bytes > 1 << 20) {
                throw new IOException("enough");
            }
        }
    }

    static byte[][] seeds() throws IOException {
        var whole = AnswerFormat.encode(QUESTION, new Answer(FILES, 2, packed(new byte[9])));
        int start = "tidewaiter answer 2\n".length() + 2 + QUESTION.toString().length();
        return new byte[][] {
            Arrays.copyOfRange(whole, start, whole.length - 8),
            {},
            {0, 0, 0},
            {2, 1, 0, 1, 'a', 0, 0, 0, 0}
        };
    }

    private static Packed packed(byte[] printed) {
        var packed = new PackedOutput();
        packed.write(printed, 0, printed.length);
        return packed.packed().orElseThrow();
    }
}
