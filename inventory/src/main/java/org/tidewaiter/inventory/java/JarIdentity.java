package org.tidewaiter.inventory.java;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Which artifact an archive is, from what its maker put into it.
///
/// In order: the `pom.properties` that fits the file name; the only `pom.properties` there is,
/// unless the file name contradicts it in both name and version; the coordinates in a Jenkins
/// plugin's manifest; the artifact and version of the file name, with the manifest's version where
/// the name has none, or the module's where the manifest has none either. A title in the manifest
/// is prose and never a name. The group is then one that [KnownGroups] knows, or one that the
/// manifest or the module's name states and the classes bear out, or unknown: a popular guess would
/// be worse. A file name without a version is often one that somebody gave the archive later: where
/// no group bears it out, the archive is called by the name of its module, if it is one.
final class JarIdentity {
    private static final Pattern GROUP = Pattern.compile("[a-z][a-z0-9_-]*(\\.[a-z0-9_-]+)+");
    private static final Pattern VERSION = Pattern.compile("v?[0-9][0-9A-Za-z.+_-]*");
    private static final List<String> VERSIONS =
            List.of("Implementation-Version", "Bundle-Version", "Specification-Version");

    private JarIdentity() {}

    /// The one of `poms` that is the archive's own.
    static Optional<Coordinates> own(JarFileName name, List<Coordinates> poms) {
        var fitting =
                poms.stream()
                        .filter(pom -> fits(name, pom))
                        // spring-core before spring, and then by version
                        .max(
                                Comparator.comparingInt(
                                                (Coordinates pom) -> pom.artifact().length())
                                        .thenComparing(
                                                pom -> pom.version().equals(name.version())));
        if (fitting.isPresent() || poms.size() != 1) {
            return fitting;
        }
        var only = poms.getFirst();
        boolean contradicted = !name.version().isEmpty() && !name.version().equals(only.version());
        return contradicted ? Optional.empty() : Optional.of(only);
    }

    /// What the manifest of a Jenkins plugin says.
    static Optional<Coordinates> stated(JarManifest manifest) {
        var jenkins =
                new Coordinates(
                        manifest.value("Group-Id"),
                        manifest.value("Short-Name"),
                        manifest.value("Plugin-Version"));
        return jenkins.group().isEmpty()
                        || jenkins.artifact().isEmpty()
                        || jenkins.version().isEmpty()
                ? Optional.empty()
                : Optional.of(jenkins);
    }

    /// What an archive is, most likely, that does not say it.
    ///
    /// @param hasClassesIn whether the archive has a class below a folder that ends with a slash
    /// @return nothing if nobody gives a version, and it is no module either; without a version if
    ///   it is one
    static Optional<Coordinates> guessed(
            JarFileName name,
            JarManifest manifest,
            JarModule module,
            Predicate<String> hasClassesIn) {
        var version = name.version().isEmpty() ? version(manifest, module) : name.version();
        if (version.isEmpty() && module.name().isEmpty()) {
            return Optional.empty();
        }
        var group = group(name.artifact(), manifest, module, hasClassesIn);
        boolean isNamedByModule =
                name.version().isEmpty() && group.isEmpty() && !module.name().isEmpty();
        return Optional.of(
                new Coordinates(group, isNamedByModule ? module.name() : name.artifact(), version));
    }

    private static String version(JarManifest manifest, JarModule module) {
        return Stream.concat(VERSIONS.stream().map(manifest::value), Stream.of(module.version()))
                .filter(value -> VERSION.matcher(value).matches())
                .findFirst()
                .orElse("");
    }

    private static boolean fits(JarFileName name, Coordinates pom) {
        return name.artifact().equals(pom.artifact())
                // a version that does not start with a digit
                || name.stem().startsWith(pom.artifact() + "-" + pom.version());
    }

    private static String group(
            String artifact,
            JarManifest manifest,
            JarModule module,
            Predicate<String> hasClassesIn) {
        var known = KnownGroups.of(artifact, hasClassesIn);
        if (!known.isEmpty()) {
            return known;
        }
        for (var stated :
                List.of(
                        manifest.value("Implementation-Vendor-Id"),
                        groupOfBundle(manifest.bundle(), artifact),
                        groupOfBundle(module.name(), artifact))) {
            if (GROUP.matcher(stated).matches()
                    && hasClassesIn.test(stated.replace('.', '/') + "/")) {
                return stated;
            }
        }
        return "";
    }

    /// Bundles and modules are named alike. Maven's bundle plugin names a bundle `group.artifact`,
    /// and leaves out of the artifact what the group ends with: `org.apache.maven` and `maven-core`
    /// make `org.apache.maven.core`.
    private static String groupOfBundle(String bundle, String artifact) {
        if (bundle.endsWith("." + artifact)) {
            return bundle.substring(0, bundle.length() - artifact.length() - 1);
        }
        for (int dot = bundle.lastIndexOf('.'); dot > 0; dot = bundle.lastIndexOf('.', dot - 1)) {
            var group = bundle.substring(0, dot);
            var last = group.substring(group.lastIndexOf('.') + 1);
            if (artifact.equals(last + "-" + bundle.substring(dot + 1).replace('.', '-'))) {
                return group;
            }
        }
        return "";
    }
}
