package org.tidewaiter.scan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.tidewaiter.image.manifest.ImageSettings;
import org.tidewaiter.image.pass.ImageReading;
import org.tidewaiter.image.pass.ReaderSet;
import org.tidewaiter.inventory.Catalogers;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.scan.report.Scanner;

/// Which checks join the pass, and what they make of what it saw.
///
/// @param scanners what is looked for
record Checking(Set<Scanner> scanners) {
    private static final Comparator<Finding.OfCheck> ORDER =
            Comparator.<Finding.OfCheck>comparingInt(one -> one.check().kind().ordinal())
                    .thenComparing(Finding::severity, Comparator.reverseOrder())
                    .thenComparing(Finding::id)
                    .thenComparing(Finding.OfCheck::place)
                    .thenComparing(Finding.OfCheck::message);

    ReaderSet readers() {
        return new ReaderSet(Catalogers.BUILT_IN);
    }

    /// @return in the order of a report
    List<Finding.OfCheck> findings(
            ImageReading reading, ImageSettings settings, Inventory inventory) {
        var found = new ArrayList<Finding.OfCheck>();
        found.sort(ORDER);
        return List.copyOf(found);
    }

    /// Of what has no files.
    List<Finding.OfCheck> findings(Inventory inventory) {
        var found = new ArrayList<Finding.OfCheck>();
        found.sort(ORDER);
        return List.copyOf(found);
    }
}
