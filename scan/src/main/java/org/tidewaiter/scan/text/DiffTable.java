package org.tidewaiter.scan.text;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.Location;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.scan.diff.InventoryDiff;
import org.tidewaiter.scan.diff.PackageChange;
import org.tidewaiter.scan.diff.PackageChange.Kind;
import org.tidewaiter.scan.report.ReportStyle;
import org.tidewaiter.scan.text.Grid.Cell;
import org.tidewaiter.scan.text.Grid.Column;
import org.tidewaiter.scan.text.Grid.Cut;

/// For people: what became of each package, a line for each change.
public final class DiffTable {
    private DiffTable() {}

    /// Writes UTF-8.
    ///
    /// @param out stays open
    public static void write(InventoryDiff diff, ReportStyle style, OutputStream out)
            throws IOException {
        var page = new Page(style);
        page.field("Before", name(diff.before()));
        page.field("After", name(diff.after()));
        page.field("Changes", counts(diff));
        if (!diff.isEmpty()) {
            page.blank();
            rows(diff.changes()).write(page);
        }
        RemainderSection.gaps(diff.before(), diff.after(), page);
        out.write(page.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String name(Inventory inventory) {
        var source = inventory.source();
        return source.name() + source.digest().map(digest -> " (%s)".formatted(digest)).orElse("");
    }

    private static String counts(InventoryDiff diff) {
        return diff.isEmpty()
                ? "none"
                : Stream.of(Kind.values())
                        .filter(kind -> diff.count(kind) > 0)
                        .map(kind -> diff.count(kind) + " " + words(kind))
                        .collect(Collectors.joining(", "));
    }

    private static String words(Kind kind) {
        return switch (kind) {
            case REMOVED, ADDED, UPGRADED, DOWNGRADED, REPLACED -> kind.word();
            case UNSEEN -> "not seen";
            case LICENCES -> "with other licences";
            case OWNER -> "with another owner";
        };
    }

    private static Grid rows(List<PackageChange> changes) {
        var columns =
                new ArrayList<>(
                        List.of(
                                new Column("CHANGE", Cut.NEVER, 0),
                                new Column("PACKAGE", Cut.END, 12),
                                new Column("TYPE", Cut.NEVER, 0),
                                new Column("BEFORE", Cut.END, 10),
                                new Column("AFTER", Cut.END, 10),
                                new Column("WHERE", Cut.START_OR_ALL, 14)));
        boolean doubted = changes.stream().anyMatch(one -> one.unread().isPresent());
        if (doubted) {
            columns.add(new Column("OR NOT READ", Cut.END, 14));
        }
        var grid = new Grid(columns);
        for (var one : changes) {
            var cells =
                    new ArrayList<>(
                            List.of(
                                    new Cell(one.kind().word(), ink(one.kind())),
                                    Cell.of(one.any().ecosystemName()),
                                    Cell.of(one.any().purl().type()),
                                    Cell.of(
                                            one.before()
                                                    .map(it -> value(one.kind(), it))
                                                    .orElse("-")),
                                    Cell.of(
                                            one.after()
                                                    .map(it -> value(one.kind(), it))
                                                    .orElse("-")),
                                    Cell.of(
                                            one.any().locations().stream()
                                                    .findFirst()
                                                    .map(Location::path)
                                                    .orElse(""))));
            if (doubted) {
                cells.add(Cell.of(one.unread().map(RemainderSection::text).orElse("-")));
            }
            grid.add(cells);
        }
        return grid;
    }

    private static Ink ink(Kind kind) {
        return switch (kind) {
            case REMOVED, DOWNGRADED -> Ink.RED;
            case ADDED, UPGRADED -> Ink.BOLD_GREEN;
            case UNSEEN, REPLACED, LICENCES, OWNER -> Ink.YELLOW;
        };
    }

    private static String value(Kind kind, SoftwarePackage one) {
        var value =
                switch (kind) {
                    case LICENCES -> String.join(", ", one.licences());
                    case OWNER -> one.owner().map(Purl::ecosystemName).orElse("");
                    case REMOVED, UNSEEN, ADDED, UPGRADED, DOWNGRADED, REPLACED ->
                            InventoryDiff.version(one);
                };
        return value.isEmpty() ? "-" : value;
    }
}
