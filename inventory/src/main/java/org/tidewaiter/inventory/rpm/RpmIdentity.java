package org.tidewaiter.inventory.rpm;

import java.util.Optional;
import java.util.regex.Pattern;
import org.tidewaiter.inventory.text.NamedRoles;
import org.tidewaiter.model.PackageRole;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.SourcePackage;

/// What tells a package from others. A part that it does not have is empty.
///
/// @param version with the release
/// @param vendor who built it, in any words
/// @param source the file name of the source package, for example `bash-5.1.8-9.el9.src.rpm`
record RpmIdentity(
        String name,
        String version,
        String epoch,
        String architecture,
        String vendor,
        String source,
        String modularityLabel) {
    private static final NamedRoles ROLES =
            NamedRoles.of(
                    "kernel-(.+-)?(headers|devel)|linux-(glibc-devel|api-headers)",
                    ".+-(doc|docs|javadoc)",
                    ".+-(debuginfo|debugsource)(-.+)?");
    private static final Pattern WORD = Pattern.compile("[^\\s\\p{Cntrl}/]{1,500}");
    private static final Pattern SOURCE =
            Pattern.compile("([^\\s/]+)-([^-\\s/]+-[^-\\s/]+)\\.(?:no)?src\\.rpm");

    /// Whether a text can be one of the parts.
    static boolean isWord(String text) {
        return WORD.matcher(text).matches();
    }

    /// With the vendor as namespace, and the epoch, the source package and the module stream as
    /// qualifiers, as other tools write them.
    Purl purl() {
        return Purl.of("rpm", RpmVendors.namespace(vendor), name, version)
                .withQualifier("arch", architecture)
                .withQualifier("epoch", epoch)
                .withQualifier("rpmmod", modularityLabel)
                .withQualifier("upstream", source);
    }

    PackageRole role() {
        return ROLES.of(name);
    }

    /// The source package as its file is named, which does not say its epoch.
    Optional<SourcePackage> sourcePackage() {
        var matcher = SOURCE.matcher(source);
        return matcher.matches()
                ? Optional.of(new SourcePackage(matcher.group(1), matcher.group(2)))
                : Optional.empty();
    }
}
