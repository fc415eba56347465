package org.tidewaiter.checks;

import java.util.List;
import java.util.SortedMap;
import org.tidewaiter.checks.licence.LicenceExpression;
import org.tidewaiter.checks.licence.LicenceRoom;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.LicenceCategory;
import org.tidewaiter.model.SoftwarePackage;

/// What terms the packages of an image come under, as facts for gates.
public final class LicenceChecks {
    private LicenceChecks() {}

    /// Terms that somebody may not be able to accept, of live packages; by check, then package.
    public static List<Finding.Licence> findings(Inventory inventory) {
        return LicenceRoom.findings(inventory);
    }

    /// How many live packages are of each category that occurs.
    public static SortedMap<LicenceCategory, Integer> counts(Inventory inventory) {
        return LicenceRoom.counts(inventory);
    }

    /// Of all licences that a package states.
    public static LicenceCategory category(SoftwarePackage of) {
        return LicenceRoom.category(of);
    }

    /// @param expression of SPDX, or words in which packages name licences
    /// @return [LicenceCategory#UNKNOWN] for what is not known; never fails
    public static LicenceCategory category(String expression) {
        return LicenceExpression.category(expression);
    }
}
