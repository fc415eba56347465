package org.tidewaiter.checks.clutter;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.tidewaiter.image.layer.LayerFiles;
import org.tidewaiter.image.manifest.ImageSettings;
import org.tidewaiter.image.merge.MergedTree;
import org.tidewaiter.image.merge.MergedTree.LiveEntry;
import org.tidewaiter.image.tar.Entry;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Inventory;

/// Looks through the merged tree and the layers for what is not needed. The bytes of a file belong
/// to one finding only.
public final class ClutterSearch {
    private static final Comparator<Finding.Clutter> ORDER =
            Comparator.<Finding.Clutter>comparingInt(ClutterSearch::kind)
                    .thenComparing(Comparator.comparingLong(Finding.Clutter::bytes).reversed())
                    .thenComparing(Finding.Clutter::place)
                    .thenComparing(Finding.Clutter::message);

    private final MergedTree tree;
    private final Contents contents;
    private final Copies copies;
    private final StartedPrograms started;
    private final Map<Integer, Item> items = new TreeMap<>();
    private final Map<Integer, BitSet> seen = new HashMap<>();

    private ClutterSearch(MergedTree tree, ImageSettings settings) {
        this.tree = tree;
        this.contents = Contents.of(tree);
        this.copies = new Copies(tree);
        this.started = StartedPrograms.of(tree, settings);
    }

    /// Looks at the files, which has to be done before anything is found.
    public static ClutterSearch in(MergedTree tree, ImageSettings settings) {
        var search = new ClutterSearch(tree, settings);
        tree.entries().filter(LiveEntry::isFile).forEach(search::see);
        return search;
    }

    /// @param inventory of the same image
    /// @return by kind, then the largest first
    public List<Finding.Clutter> findings(Inventory inventory) {
        var findings = new ArrayList<Finding.Clutter>();
        items.values().stream().filter(Item::counts).map(Item::finding).forEach(findings::add);
        copies.findings().forEach(findings::add);
        var spare = copies.sparePaths();
        var versions =
                new SeveralVersions(
                        inventory, tree, entry -> isListed(entry) || spare.contains(entry.path()));
        findings.addAll(versions.findings());
        findings.addAll(WastedBytes.findings(tree, contents));
        return findings.stream().sorted(ORDER).toList();
    }

    /// Of the files of all layers, unpacked; a file counts in each layer that has it.
    public static long totalBytes(MergedTree tree) {
        return tree.layers().values().stream().mapToLong(ClutterSearch::fileBytes).sum();
    }

    private static long fileBytes(LayerFiles files) {
        return IntStream.range(0, files.count())
                .filter(file -> files.kind(file) == Entry.Kind.FILE)
                .mapToLong(files::sizeBytes)
                .sum();
    }

    private void see(LiveEntry entry) {
        var ofLayer = seen.computeIfAbsent(entry.contentLayer(), _ -> new BitSet());
        boolean isFirstName = !ofLayer.get(entry.contentFile());
        ofLayer.set(entry.contentFile());
        if (isListed(entry)) {
            items.computeIfAbsent(contents.row(entry), number -> new Item(ClutterTable.row(number)))
                    .add(entry, isFirstName);
        } else if (isFirstName) {
            copies.see(entry);
        }
    }

    private boolean isListed(LiveEntry entry) {
        int row = contents.row(entry);
        return row != ClutterTable.NO_ROW && (isShell(row) || !started.contains(entry));
    }

    /// Never excused, whoever starts it: the program itself can be started.
    private static boolean isShell(int row) {
        return ClutterTable.row(row).kind() == ClutterKind.SHELL;
    }

    private static int kind(Finding.Clutter finding) {
        return ClutterKind.of(finding.check().id()).map(Enum::ordinal).orElse(Integer.MAX_VALUE);
    }
}
