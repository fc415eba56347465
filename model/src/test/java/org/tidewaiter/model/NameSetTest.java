package org.tidewaiter.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NameSetTest {
    @Test
    void whatWasPutInIsFoundAndNothingElse() {
        var set = NameSet.of(List.of("net/http", "net/http.Get", "net/http.Get"));

        assertThat(set.size()).isEqualTo(2);
        assertThat(set.contains("net/http.Get")).isTrue();
        assertThat(set.contains("net/http.Post")).isFalse();
        assertThat(NameSet.EMPTY.contains("")).isFalse();
    }

    @Test
    void theHashOfANameIsForEver() {
        assertThat(NameSet.of(List.of("net/http.Get", "net/http")).toString())
                .isEqualTo("+ZmWlG2glOrbHg");
    }

    @Test
    void aNameMayGoOnToBeAnother() {
        var set = new NameSet.Builder();
        set.begin().append("net/http").add();
        set.append(".Get").add();

        assertThat(set.build()).isEqualTo(NameSet.of(List.of("net/http", "net/http.Get")));
    }

    @Test
    void aNameThatStandsInAPlaceIsFoundThereAndAnywhere() {
        var set = new NameSet.Builder();
        long place = set.begin().append("other").place();
        set.begin().append("Other").addIn(place);
        var built = set.build();

        assertThat(built.contains("Other", "com.example.io")).isFalse();
        assertThat(built.contains("Other", "other")).isTrue();
        assertThat(built.containsAnywhere("Other")).isTrue();
        assertThat(built.containsAnywhere("Paths")).isFalse();
        assertThat(NameSet.EMPTY.containsAnywhere("Other")).isFalse();
        assertThat(NameSet.parse(built.toString())).contains(built);
    }

    @Test
    void itIsReadAsItWasWritten() {
        for (long seed = 0; seed < 300; seed++) {
            var names = names(new Random(seed));
            var set = NameSet.of(names);
            assertThat(NameSet.parse(set.toString())).contains(set);
            assertThat(NameSet.ofBytes(set.toBytes())).contains(set);
            assertThat(names).allMatch(set::contains);
        }
    }

    private static List<String> names(Random random) {
        var names = new ArrayList<String>();
        for (int i = random.nextInt(300); i > 0; i--) {
            names.add("a.F" + random.nextInt(1000));
        }
        return names;
    }

    @Test
    void sixtyThousandNamesTakeLittleMoreThanThreeBytesEach() {
        var names = new ArrayList<String>();
        for (int i = 0; i < 60_000; i++) {
            names.add("example.org/lib.F" + i);
        }

        assertThat(NameSet.of(names).toBytes().length).isBetween(160_000, 195_000);
    }

    @Test
    void whatIsNoSuchSetIsRefused() {
        assertThat(NameSet.parse("*")).isEmpty();
        assertThat(NameSet.ofBytes(new byte[] {(byte) 0x80})).as("cut off").isEmpty();
        assertThat(NameSet.ofBytes(new byte[] {(byte) 0x81, 0})).as("a form too long").isEmpty();
        assertThat(NameSet.ofBytes(new byte[] {-1, -1, -1, -1, -1, 7}))
                .as("beyond 36 bits")
                .isEmpty();
        assertThat(NameSet.parse("")).contains(NameSet.EMPTY);
    }

    @Test
    void anIndexIsReadAsItWasWritten() {
        var index =
                new CodeIndex("usr/bin/an app", "linux/amd64", true, NameSet.of(List.of("a.F")));
        var other = new CodeIndex("a.jar!/b.jar", "", false, NameSet.EMPTY);

        assertThat(CodeIndex.parse(index.line())).contains(index);
        assertThat(CodeIndex.parse(other.line())).contains(other);
        assertThat(CodeIndex.parse("linux/amd64 whole - usr/bin/app")).isEmpty();
    }
}
