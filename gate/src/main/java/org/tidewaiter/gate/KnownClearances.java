package org.tidewaiter.gate;

import java.util.List;
import org.tidewaiter.model.clearance.BreakGlass;
import org.tidewaiter.model.clearance.Clearance;
import org.tidewaiter.model.clearance.Head;

/// What a door knows without asking anybody, so that it answers at once.
public interface KnownClearances {
    Known known();

    /// The same, after somebody was asked for what may be missing about an image; whoever does so
    /// does not wait for long, and says in the trouble what could not be asked.
    default Known about(SoughtImage image) {
        return known();
    }

    /// @param trouble why there may be more than these, for people; empty where nothing went wrong
    /// @param notes what was found and counts for nothing, for people; that there is such a thing
    ///   lets nothing pass
    record Known(
            List<Clearance> clearances,
            List<Head> heads,
            List<BreakGlass> broken,
            String trouble,
            List<String> notes) {
        public Known {
            clearances = List.copyOf(clearances);
            heads = List.copyOf(heads);
            broken = List.copyOf(broken);
            notes = List.copyOf(notes);
        }

        public Known(
                List<Clearance> clearances,
                List<Head> heads,
                List<BreakGlass> broken,
                String trouble) {
            this(clearances, heads, broken, trouble, List.of());
        }
    }
}
