package org.tidewaiter.inventory.bill;

import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.image.reader.MalformedFileException;

/// The components of one document, as many as are believed.
final class Components {
    private static final int MAX_COMPONENTS = 200_000;

    private final List<Component> all = new ArrayList<>();

    void add(Component one) throws MalformedFileException {
        if (all.size() == MAX_COMPONENTS) {
            throw new MalformedFileException("more than 200,000 components");
        }
        all.add(one);
    }

    List<Component> all() {
        return all;
    }
}
