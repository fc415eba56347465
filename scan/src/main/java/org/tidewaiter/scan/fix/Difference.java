package org.tidewaiter.scan.fix;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.tidewaiter.model.Finding;

/// The findings of one list that another has not, whatever the version of the package.
final class Difference {
    private Difference() {}

    private record Key(String id, String type, String name, String architecture) {
        static Key of(Finding.Vulnerability flaw) {
            var purl = flaw.in().purl();
            return new Key(flaw.id(), purl.type(), purl.ecosystemName(), purl.qualifier("arch"));
        }
    }

    /// @return in the order of the first list; of equal ones, as many as the other has fewer
    static List<Finding.Vulnerability> of(
            List<Finding.Vulnerability> findings, List<Finding.Vulnerability> without) {
        var counts = new HashMap<Key, Integer>();
        without.forEach(one -> counts.merge(Key.of(one), 1, Integer::sum));
        var rest = new ArrayList<Finding.Vulnerability>();
        for (var one : findings) {
            if (counts.merge(Key.of(one), -1, Integer::sum) < 0) {
                rest.add(one);
            }
        }
        return rest;
    }
}
