package org.tidewaiter.scan.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.Layer;
import org.tidewaiter.model.Location;
import org.tidewaiter.scan.base.BaseImage.Origin;
import org.tidewaiter.scan.base.BaseImage.Part;
import org.tidewaiter.testkit.Property;

class BaseIndexTest {
    private record Case(List<ImageSource> known, ImageSource image) {}

    @Test
    void theLongestKnownRunOfLowestLayersIsFoundAndNothingElse() {
        Property.forAll(
                BaseIndexTest::someCase,
                some -> {
                    var index = BaseIndex.EMPTY;
                    for (var one : some.known()) {
                        index = index.with(one);
                    }
                    int longest =
                            some.known().stream()
                                    .filter(one ->
                                            BaseImage.isBase(one.layers(), some.image().layers()))
                                    .mapToInt(one -> one.layers().size())
                                    .filter(layers -> layers < some.image().layers().size())
                                    .max()
                                    .orElse(0);
                    assertThat(index.longest(some.image().layers()).map(BaseIndex.Entry::layers))
                            .isEqualTo(longest == 0 ? Optional.empty() : Optional.of(longest));
                });
    }

    @Test
    void theTextOfAnIndexIsSortedAndReadsBack() {
        Property.forAll(
                BaseIndexTest::someCase,
                some -> {
                    var index = BaseIndex.EMPTY;
                    for (var one : some.known()) {
                        index = index.with(one);
                    }
                    assertThat(BaseIndex.read(index.text())).isEqualTo(index);
                    assertThat(index.text().lines()).isSorted();
                });
    }

    @Test
    void aNameCannotForgeALine() throws Exception {
        var id = "sha256:" + "0".repeat(64);
        var index = BaseIndex.EMPTY.with(image("a\n" + id + " 1 evil", 1));
        assertThat(index.images()).hasSize(1);
        assertThat(BaseIndex.read(index.text()).images()).hasSize(1).doesNotContainKey(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x 1 a", "sha256:0 1 a", "", "sha256:ID 0 a", "sha256:ID 1 ", "sha256:ID 1"})
    void aBrokenIndexIsAProblem(String line) {
        assertThatThrownBy(() -> BaseIndex.read(line.replace("ID", "0".repeat(64)) + "\n"))
                .hasMessageContaining("line 1 of the index");
    }

    @Test
    void anImageWithoutLayersIsNoBase() {
        assertThatThrownBy(() -> BaseIndex.EMPTY.with(image("a")))
                .hasMessageContaining("has no layers");
    }

    @Test
    void aPackageIsTheBasesOnlyIfAllOfItIsInItsLayers() {
        var base = new BaseImage("debian:12", 2, Origin.GIVEN);
        assertThat(base.part(List.of(at(0), at(1)))).isEqualTo(Part.BASE);
        assertThat(base.part(List.of(at(0), at(2)))).isEqualTo(Part.OWN);
        assertThat(base.part(List.of())).isEqualTo(Part.OWN);
        assertThat(base.part(List.of(new Location("a", OptionalInt.empty())))).isEqualTo(Part.OWN);
    }

    private static Location at(int layer) {
        return new Location("a", OptionalInt.of(layer));
    }

    private static Case someCase(Random random) {
        var known = new ArrayList<ImageSource>();
        for (int i = random.nextInt(6); i > 0; i--) {
            known.add(image("known" + i, some(random, 1 + random.nextInt(3))));
        }
        return new Case(known, image("image", some(random, random.nextInt(5))));
    }

    private static int[] some(Random random, int layers) {
        return random.ints(layers, 0, 2).toArray();
    }

    /// @param layers what is in each; the same number is the same content
    private static ImageSource image(String name, int... layers) {
        var all = new ArrayList<Layer>();
        for (int content : layers) {
            var digest = Digest.parse("sha256:" + ("a" + content).repeat(32)).orElseThrow();
            all.add(new Layer(all.size(), digest, digest, "tar", 1, Optional.empty()));
        }
        return new ImageSource(
                "layout", name, Optional.empty(), Optional.empty(), Optional.empty(), all);
    }
}
