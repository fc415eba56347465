package org.tidewaiter.checks.image;

import java.util.Optional;
import org.tidewaiter.model.Check;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Place;

/// That something should be otherwise, and where.
record Sighting(Check check, Place place, String message) {
    Finding.Setting finding() {
        return new Finding.Setting(check, place, message, Optional.empty());
    }
}
