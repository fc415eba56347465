package org.tidewaiter.inventory.bill;

import org.tidewaiter.model.Purl;

/// Packages that Yocto built, in whose bills a recipe stands where others have a source package.
final class Yocto {
    private Yocto() {}

    /// The package with a package URL of its own, where the bill states none. The type is defined
    /// for recipes, so that by itself it would not tell the packages of one recipe apart.
    ///
    /// @param version of the recipe
    static Component built(Component one, String recipe, String version) {
        one.properties().addOurs("source-package", recipe + "@" + version);
        return one.purls().isEmpty() && !one.name().isEmpty()
                ? one.withPurl(Purl.of("yocto", "", one.name(), one.version()).toString())
                : one;
    }
}
