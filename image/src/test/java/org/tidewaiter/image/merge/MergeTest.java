package org.tidewaiter.image.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tidewaiter.image.layer.Attributes;
import org.tidewaiter.image.layer.LayerFiles;
import org.tidewaiter.image.tar.Entry.Kind;
import org.tidewaiter.model.Gap;
import org.tidewaiter.model.Presence;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.testkit.Property;

class MergeTest {
    @Test
    void aWhiteoutHidesWhatLowerLayersBrought() throws Exception {
        var tree = tree(layer("file d/a", "file d/b"), layer("file d/.wh.a"));

        assertThat(tree.paths()).containsExactly("d/b");
        assertThat(tree.presence(0, 0, "d/a")).isEqualTo(Presence.DELETED);
    }

    @Test
    void aWhiteoutDoesNotHideWhatStandsBesideItInItsOwnLayer() throws Exception {
        for (var upper : List.of(layer("file .wh.a", "file a"), layer("file a", "file .wh.a"))) {
            var tree = tree(layer("file a"), upper);

            assertThat(tree.paths()).containsExactly("a");
            assertThat(tree.layerOf("a")).hasValue(1);
        }
    }

    @Test
    void anEntryHasOneNumberUnderAllItsNames() throws Exception {
        var tree =
                tree(
                        layer(
                                "file usr/lib/a",
                                "file usr/lib/b",
                                "link lib -> usr/lib",
                                "link l -> lib/a"));

        assertThat(tree.entry("lib/a")).isPresent().isEqualTo(tree.entry("usr/lib/a"));
        assertThat(tree.entry("usr/lib/b")).isPresent().isNotEqualTo(tree.entry("usr/lib/a"));
        assertThat(tree.resolvedEntry("l")).isEqualTo(tree.entry("usr/lib/a"));
        assertThat(tree.entry("l")).isPresent().isNotEqualTo(tree.entry("usr/lib/a"));
        assertThat(tree.entry("usr/lib/c")).isEmpty();
    }

    @Test
    void anOpaqueDirectoryHidesLowerLayersOnly() throws Exception {
        for (var upper :
                List.of(
                        layer("file d/.wh..wh..opq", "file d/new"),
                        layer("file d/new", "file d/.wh..wh..opq"))) {
            var tree = tree(layer("file d/old", "file d/deep/old", "file e"), upper);

            assertThat(tree.paths()).containsExactly("d/new", "e");
        }
    }

    @Test
    void aDirectoryMadeAnewAfterItsWhiteoutIsEmpty() throws Exception {
        var tree = tree(layer("file d/old"), layer("file .wh.d", "dir d", "file d/new"));

        assertThat(tree.paths()).containsExactly("d/new");
        assertThat(tree.presence(0, 0, "d/old")).isEqualTo(Presence.DELETED);
    }

    @Test
    void aFileReplacedByALinkOrADirectoryIsShadowed() throws Exception {
        var tree =
                tree(
                        layer("file a", "file b", "file c/d"),
                        layer("link a -> elsewhere", "dir b", "file c"));

        assertThat(tree.isLiveFile("a")).isFalse();
        assertThat(tree.presence(0, 0, "a")).isEqualTo(Presence.SHADOWED);
        assertThat(tree.presence(0, 1, "b")).isEqualTo(Presence.SHADOWED);
        assertThat(tree.presence(0, 2, "c/d")).isEqualTo(Presence.SHADOWED);
        assertThat(tree.paths()).containsExactly("a", "c");
    }

    @Test
    void aDirectoryOverADirectoryKeepsItsFiles() throws Exception {
        assertThat(tree(layer("file d/a"), layer("dir d", "file d/b")).paths())
                .containsExactly("d/a", "d/b");
    }

    @Test
    void aHardLinkNamesAPathFromTheRoot() throws Exception {
        var tree = tree(layer("file usr/bin/perl", "hard usr/bin/perl5 -> usr/bin/perl"));

        assertThat(tree.isLiveFile("usr/bin/perl5")).isTrue();
        assertThat(tree.links())
                .containsExactly(new MergedTree.Name("usr/bin/perl5", "usr/bin/perl5", true, 0, 0));
    }

    @Test
    void aHardLinkKeepsItsContentWhenItsTargetIsReplacedOrDeleted() throws Exception {
        var tree =
                tree(
                        layer("file a", "file b"),
                        layer("hard x -> a", "hard y -> b"),
                        layer("file a", "file .wh.b"));

        assertThat(tree.namesBelow(""))
                .extracting(MergedTree.Name::path, MergedTree.Name::contentLayer)
                .containsExactly(tuple("a", 2), tuple("x", 0), tuple("y", 0));
    }

    @Test
    void aHardLinkToNothingIsAGap() throws Exception {
        var merge = Merge.ofLayers(100);
        merge.apply(0, layer("hard a -> missing"));

        assertThat(merge.gaps())
                .extracting(Gap::path, Gap::reason)
                .containsExactly(tuple("a", "a hard link to 'missing', where no file is"));
        assertThat(merge.tree().paths()).containsExactly("a");
        assertThat(merge.tree().isLiveFile("a")).isFalse();
    }

    @Test
    void symbolicLinksAreFollowedInsideTheRoot() throws Exception {
        var tree =
                tree(
                        layer(
                                "file usr/lib/os-release",
                                "link etc/os-release -> ../usr/lib/os-release",
                                "link lib -> usr/lib",
                                "link up -> ../../../../usr",
                                "link abs -> /usr/lib"));

        assertThat(tree.resolve("etc/os-release")).hasValue("usr/lib/os-release");
        assertThat(tree.resolve("/lib/os-release")).hasValue("usr/lib/os-release");
        assertThat(tree.resolve("up/lib/os-release")).hasValue("usr/lib/os-release");
        assertThat(tree.resolve("abs/os-release")).hasValue("usr/lib/os-release");
        assertThat(tree.locate("lib/os-release")).hasValue("usr/lib/os-release");
        assertThat(tree.locate("etc/os-release")).hasValue("etc/os-release");
        assertThat(tree.locate("lib/missing")).isEmpty();
    }

    @Test
    void linksThatLeadInCirclesLeadNowhere() throws Exception {
        var tree = tree(layer("link a -> b", "link b -> a", "link c -> c/d"));

        assertThat(tree.resolve("a")).isEmpty();
        assertThat(tree.resolve("c")).isEmpty();
        assertThat(tree.locate("a/x")).isEmpty();
        assertThat(tree.paths()).containsExactly("a", "b", "c");
    }

    @Test
    void anEntryBelowALinkOfItsOwnLayerLandsWhereTheLinkLeads() throws Exception {
        var tree = tree(layer("link lib -> usr/lib", "file lib/a"));

        assertThat(tree.paths()).containsExactly("lib", "usr/lib/a");
        assertThat(tree.presence(0, 1, "lib/a")).isEqualTo(Presence.LIVE);
    }

    @Test
    void anEntryBelowALinkOfALowerLayerMakesTheLinkADirectory() throws Exception {
        var tree = tree(layer("file usr/lib/a", "link lib -> usr/lib"), layer("file lib/b"));

        assertThat(tree.paths()).containsExactly("lib/b", "usr/lib/a");
    }

    @Test
    void anEntryBelowLinksInACircleIsAGap() throws Exception {
        var merge = Merge.ofLayers(100);
        merge.apply(0, layer("link a -> b", "link b -> a", "file a/x"));

        assertThat(merge.gaps()).extracting(Gap::path).containsExactly("a/x");
    }

    @Test
    void pathsThatGetDeeperThroughLinksStayBounded() throws Exception {
        var lines = new ArrayList<String>();
        var deep = "d/".repeat(900);
        lines.add("link l -> " + deep);
        lines.add("file l/" + deep + "x");
        var merge = Merge.ofLayers(1_000_000);
        merge.apply(0, layer(lines.toArray(String[]::new)));

        assertThat(merge.gaps()).hasSize(1);
    }

    @Test
    void inADirectorySourceAWhiteoutIsAFileLikeAnyOther() throws Exception {
        var merge = Merge.ofDirectory(100);
        merge.apply(0, layer("file a", "file .wh.a"));

        assertThat(merge.tree().paths()).containsExactly(".wh.a", "a");
        assertThat(merge.tree().layerOf("a")).isEmpty();
    }

    @Test
    void anImageWithTooManyFilesIsAProblem() {
        var merge = Merge.ofLayers(3);

        assertThatThrownBy(() -> merge.apply(0, layer("file a/b/c/d")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo("image-too-large"));
    }

    @Test
    void theMergeIsThatOfASimpleFileSystem() {
        Property.forAll(
                MergeTest::randomLayers,
                layers -> {
                    var model = new TreeMap<String, String>();
                    var merge = Merge.ofLayers(10_000);
                    for (int i = 0; i < layers.size(); i++) {
                        applyNaively(model, i, layers.get(i));
                        merge.apply(i, layer(layers.get(i).toArray(String[]::new)));
                    }
                    var merged = new TreeMap<String, String>();
                    merge.tree()
                            .namesBelow("")
                            .forEach(name ->
                                    merged.put(
                                            name.path(),
                                            name.contentLayer() + ":" + name.contentFile()));
                    model.values().removeIf("dir"::equals);
                    assertThat(merged).isEqualTo(model);
                });
    }

    /// Files, directories, hard links to files, whiteouts and opaque directories, four names deep.
    private static List<List<String>> randomLayers(Random random) {
        var layers = new ArrayList<List<String>>();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            var lines = new ArrayList<String>();
            int entries = 1 + random.nextInt(8);
            for (int j = 0; j < entries; j++) {
                lines.add(randomEntry(random));
            }
            layers.add(lines);
        }
        return layers;
    }

    private static String randomEntry(Random random) {
        var path = randomPath(random);
        int slash = path.lastIndexOf('/') + 1;
        return switch (random.nextInt(8)) {
            case 0 -> "dir " + path;
            case 1 -> "file " + path.substring(0, slash) + ".wh." + path.substring(slash);
            case 2 -> "file " + path + "/.wh..wh..opq";
            case 3 -> "hard " + path + " -> " + randomPath(random);
            default -> "file " + path;
        };
    }

    private static String randomPath(Random random) {
        var path = new StringBuilder();
        int depth = 1 + random.nextInt(3);
        for (int i = 0; i < depth; i++) {
            path.append(i == 0 ? "" : "/").append((char) ('a' + random.nextInt(3)));
        }
        return path.toString();
    }

    /// A file system that is a sorted map from path to `dir` or to where the content came from.
    private static void applyNaively(Map<String, String> model, int layer, List<String> lines) {
        for (var line : lines) {
            var path = line.substring(line.indexOf(' ') + 1);
            int marker = path.lastIndexOf(".wh.");
            if (path.endsWith("/.wh..wh..opq")) {
                var directory = path.substring(0, path.length() - "/.wh..wh..opq".length());
                if ("dir".equals(model.get(directory))) {
                    model.keySet().removeIf(one -> one.startsWith(directory + "/"));
                }
            } else if (marker >= 0) {
                var hidden = path.substring(0, marker) + path.substring(marker + 4);
                removeTree(model, hidden);
            }
        }
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (!line.contains(".wh.")) {
                putNaively(model, line, layer + ":" + i);
            }
        }
    }

    private static void putNaively(Map<String, String> model, String line, String content) {
        var words = line.split(" ", -1);
        var path = words[1];
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            var above = path.substring(0, slash);
            if (!"dir".equals(model.get(above))) {
                model.put(above, "dir");
            }
        }
        switch (words[0]) {
            case "dir" -> {
                if (!"dir".equals(model.get(path))) {
                    model.put(path, "dir");
                }
            }
            case "hard" -> {
                // The parents were made first, so a target among them is gone.
                var target = model.getOrDefault(words[3], "dir");
                removeTree(model, path);
                if (!target.equals("dir")) {
                    model.put(path, target);
                }
            }
            default -> {
                removeTree(model, path);
                model.put(path, content);
            }
        }
    }

    private static void removeTree(Map<String, String> model, String path) {
        model.keySet().removeIf(one -> one.equals(path) || one.startsWith(path + "/"));
    }

    private static MergedTree tree(LayerFiles... layers) throws ProblemException {
        var merge = Merge.ofLayers(10_000);
        for (int i = 0; i < layers.length; i++) {
            merge.apply(i, layers[i]);
        }
        assertThat(merge.gaps()).isEmpty();
        return merge.tree();
    }

    /// @param lines `file PATH`, `dir PATH`, `link PATH -> TARGET` or `hard PATH -> TARGET`
    private static LayerFiles layer(String... lines) {
        var files = LayerFiles.builder();
        for (var line : lines) {
            var words = line.split(" ", -1);
            var target = words.length > 2 ? words[3] : "";
            var kind =
                    switch (words[0]) {
                        case "file" -> Kind.FILE;
                        case "dir" -> Kind.DIRECTORY;
                        case "link" -> Kind.SYMLINK;
                        case "hard" -> Kind.HARD_LINK;
                        default -> throw new IllegalArgumentException(line);
                    };
            files.add(words[1], kind, 0, target, Attributes.PLAIN);
        }
        return files.build();
    }
}
