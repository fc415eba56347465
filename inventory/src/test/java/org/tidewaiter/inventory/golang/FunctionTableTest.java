package org.tidewaiter.inventory.golang;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.testkit.Damage;
import org.tidewaiter.testkit.packages.GoFunctions;

class FunctionTableTest {
    private static final GoFunctions OLD = new GoFunctions(GoFunctions.GO_1_2, LITTLE_ENDIAN, 1, 8);

    static Stream<GoFunctions> everyForm() {
        return Stream.of(
                        GoFunctions.GO_1_2,
                        GoFunctions.GO_1_16,
                        GoFunctions.GO_1_18,
                        GoFunctions.GO_1_20)
                .flatMap(form ->
                        Stream.of(
                                new GoFunctions(form, LITTLE_ENDIAN, 1, 8),
                                new GoFunctions(form, LITTLE_ENDIAN, 4, 4),
                                new GoFunctions(form, BIG_ENDIAN, 2, 8),
                                new GoFunctions(form, BIG_ENDIAN, 4, 4)));
    }

    @ParameterizedTest
    @MethodSource("everyForm")
    void theNamesOfATableOfAnyGenerationAndProcessorAreRead(GoFunctions form) {
        var table = FunctionTable.of(form.of("runtime.main", "net/http.Get", "main.ü"));

        assertThat(names(table.orElseThrow()))
                .containsExactly("runtime.main", "net/http.Get", "main.ü");
        assertThat(table.orElseThrow().isCutOff()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("everyForm")
    void aTableBeginsWithAMark(GoFunctions form) {
        var table = form.of("runtime.main");

        assertThat(FunctionTable.marks())
                .filteredOn(mark ->
                        Arrays.equals(mark.toArray(), Arrays.copyOf(table, mark.values().size())))
                .hasSize(1);
    }

    @Test
    void onlyATableOfBefore1_16DoesNotNameWhatWasInlined() {
        assertThat(FunctionTable.of(OLD.of("a.F")).orElseThrow().hasInlined()).isFalse();
        assertThat(FunctionTable.of(GoFunctions.TODAY.of("a.F")).orElseThrow().hasInlined())
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("everyForm")
    void aTableThatGoesOnBehindWhatIsAtHandIsCutOff(GoFunctions form) {
        var names = Collections.nCopies(50, "net/http.Get");
        var whole = form.of(names);
        var table = FunctionTable.of(Arrays.copyOf(whole, whole.length - 9)).orElseThrow();

        assertThat(names(table)).hasSizeGreaterThan(40).startsWith("net/http.Get");
        assertThat(table.forEach((_, _, _) -> {})).isFalse();
    }

    @Test
    void whatIsNoTableIsRefused() {
        assertThat(FunctionTable.of(new byte[0])).isEmpty();
        assertThat(FunctionTable.of(new byte[200])).isEmpty();
        var namesBeforeTheHeader = GoFunctions.TODAY.of("a.F");
        ByteBuffer.wrap(namesBeforeTheHeader).order(LITTLE_ENDIAN).putLong(8 + 3 * 8, 16);
        assertThat(FunctionTable.of(namesBeforeTheHeader)).isEmpty();
        var factsOfAnotherFunction = OLD.of("a.F");
        ByteBuffer.wrap(factsOfAnotherFunction).order(LITTLE_ENDIAN).putLong(16, 7);
        assertThat(FunctionTable.of(factsOfAnotherFunction)).isEmpty();
    }

    @Test
    void functionsThatAllPointIntoOneLongNameTakeNoLonger() {
        int functions = 50_000;
        var names = new ArrayList<>(Collections.nCopies(functions, ""));
        names.set(functions - 1, "a".repeat(1 << 20));
        var table = OLD.of(names);
        var bytes = ByteBuffer.wrap(table).order(LITTLE_ENDIAN);
        int last = (int) bytes.getLong(16 + (functions - 1) * 16 + 8) + 8;
        for (int i = 0; i < functions - 1; i++) {
            bytes.putInt((int) bytes.getLong(16 + i * 16 + 8) + 8, bytes.getInt(last) + i);
        }

        var read = FunctionTable.of(table).orElseThrow();
        assertThat(names(read)).hasSizeLessThan(10);
        assertThat(read.forEach((_, _, _) -> {})).isFalse();
    }

    @FuzzTest
    @MethodSource("seeds")
    void anyBytesAreATableOrNone(byte[] bytes) {
        FunctionTable.of(bytes).ifPresent(FunctionTableTest::names);
    }

    static Stream<byte[]> seeds() {
        return everyForm()
                .map(form -> form.of("runtime.main", "net/http.(*Client).Do"))
                .flatMap(Damage::versions);
    }

    private static List<String> names(FunctionTable table) {
        var names = new ArrayList<String>();
        table.forEach((bytes, from, to) -> names.add(new String(bytes, from, to - from, UTF_8)));
        return names;
    }
}
