package org.tidewaiter.gate;

import java.util.List;
import org.tidewaiter.model.clearance.BreakGlass;
import org.tidewaiter.model.clearance.Clearance;
import org.tidewaiter.model.clearance.Head;

/// What a door knows without asking anybody, so that it answers at once.
public interface KnownClearances {
    Known known();

    /// @param trouble why there may be more than these, for people; empty where nothing went wrong
    record Known(
            List<Clearance> clearances, List<Head> heads, List<BreakGlass> broken, String trouble) {
        public Known {
            clearances = List.copyOf(clearances);
            heads = List.copyOf(heads);
            broken = List.copyOf(broken);
        }
    }
}
