package org.tidewaiter.scan.text;

import java.util.Optional;
import org.tidewaiter.model.Layer;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.scan.diff.ChangeCause;
import org.tidewaiter.scan.diff.InventoryDiff;
import org.tidewaiter.scan.report.ScanReport;

/// Says for people what brought a change of findings about.
public final class CauseWords {
    private CauseWords() {}

    /// @param after whose layers the packages that are there now came with
    public static String of(ChangeCause cause, ScanReport after) {
        return switch (cause) {
            case ChangeCause.ByImage image -> image(image, after);
            case ChangeCause.ByGap(var otherwise, var side, var gap) ->
                    "%s: %s; or else %s"
                            .formatted(
                                    switch (side) {
                                        case BEFORE -> "not read before";
                                        case AFTER -> "not read";
                                    },
                                    RemainderSection.text(gap),
                                    image(otherwise, after));
            case ChangeCause.ByRecord(var way, var feed, var record) ->
                    switch (way) {
                        case NEW -> "new record " + record(feed, record);
                        case CHANGED -> "changed record " + record(feed, record);
                        case WITHDRAWN -> "withdrawn record " + record(feed, record);
                        case GONE -> "record gone: " + record(feed, record);
                    };
            case ChangeCause.ByDecision(var reason) -> reason;
        };
    }

    private static String image(ChangeCause.ByImage image, ScanReport after) {
        if (image.change().isEmpty()) {
            return "same version, judged by another release, owner, source or decision";
        }
        var from = image.before().map(InventoryDiff::version).orElse("");
        var to = image.after().map(InventoryDiff::version).orElse("");
        var layer = layer(image.after(), after);
        return switch (image.change().get()) {
            case ADDED -> "package added" + layer;
            case REMOVED, UNSEEN -> "package removed";
            case UPGRADED, DOWNGRADED, REPLACED, LICENCES, OWNER ->
                    "%s %s -> %s%s".formatted(image.change().get().word(), from, to, layer);
        };
    }

    private static String layer(Optional<SoftwarePackage> of, ScanReport report) {
        return of.flatMap(one -> layerOf(one, report))
                .map(layer ->
                        " by layer "
                                + layer.index()
                                + layer.instruction().map(words -> ": " + words).orElse(""))
                .orElse("");
    }

    /// The layer that brought a package.
    ///
    /// @return nothing where the image has no layers, or the package is known from a bill alone
    public static Optional<Layer> layerOf(SoftwarePackage one, ScanReport report) {
        var layers = report.inventory().source().layers();
        return one.locations().stream()
                .flatMap(location -> location.layer().stream().boxed())
                .findFirst()
                .filter(index -> index < layers.size())
                .map(layers::get);
    }

    private static String record(String feed, String record) {
        return feed.isEmpty() ? record : "%s of %s".formatted(record, feed);
    }
}
