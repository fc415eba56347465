package org.tidewaiter.inventory.document;

import java.util.List;
import org.tidewaiter.inventory.licence.SpdxLicences;
import org.tidewaiter.model.SoftwarePackage;

/// A package's name in CycloneDX, which has a group where the ecosystem has.
///
/// @param group empty where there is none
record CycloneDxName(String group, String name) {
    static CycloneDxName of(SoftwarePackage one) {
        var purl = one.purl();
        return switch (purl.type()) {
            case "npm", "maven" -> new CycloneDxName(purl.namespace(), purl.name());
            default -> new CycloneDxName("", one.ecosystemName());
        };
    }

    /// The format takes either one expression, or a list of ids and names.
    static boolean isExpression(List<String> licences) {
        return licences.size() == 1
                && SpdxLicences.isExpression(licences.getFirst())
                && !SpdxLicences.isId(licences.getFirst());
    }
}
