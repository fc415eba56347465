package org.tidewaiter.inventory.executable;

import static java.nio.ByteBuffer.wrap;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tidewaiter.testkit.Property;

class SectionsTest {

    @ParameterizedTest
    @EnumSource
    void aSectionIsFoundByItsName(ExecutableForm form) {
        var file = form.with(".note", "content".getBytes(ISO_8859_1));
        assertThat(text(file, ".note")).isEqualTo("content");
        assertThat(Sections.find(wrap(file), ".not")).isEmpty();
        assertThat(Sections.find(wrap(file), ".notes")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aSectionThatLeadsOutOfTheFileIsNone(ExecutableForm form) {
        var file = form.with(".note", "content".getBytes(ISO_8859_1));
        for (int length = 0; length < file.length; length++) {
            assertThat(Sections.find(wrap(Arrays.copyOf(file, length)), ".note")).isEmpty();
        }
    }

    @Test
    void headersThatLieAreNoHarm() {
        Property.forAll(
                SectionsTest::broken,
                file -> assertThat(Sections.find(wrap(file), ".none")).isEmpty());
    }

    @FuzzTest
    void anyBytesAreSearched(byte[] bytes) {
        assertThat(Sections.find(wrap(bytes), ".note")).isNotNull();
    }

    private static byte[] broken(Random random) {
        var forms = ExecutableForm.values();
        var file = forms[random.nextInt(forms.length)].with(".note", new byte[8]);
        for (int i = 0; i < 4; i++) {
            file[4 + random.nextInt(file.length - 4)] = (byte) random.nextInt();
        }
        return file;
    }

    private static String text(byte[] file, String name) {
        ByteBuffer section = Sections.find(wrap(file), name).orElseThrow();
        return ISO_8859_1.decode(section).toString();
    }
}
