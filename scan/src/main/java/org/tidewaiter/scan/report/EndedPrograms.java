package org.tidewaiter.scan.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.LayerScope;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.vulnerability.advisory.Advisories;
import org.tidewaiter.vulnerability.advisory.ReleaseSupport;

/// Programs of a release that their makers mend no more. Advisories often name supported releases
/// only, so that nothing is found in such a program may mean nothing. A distribution that owns a
/// program supports it by itself.
public final class EndedPrograms {
    private static final Pattern VERSION = Pattern.compile("[0-9]+(?:\\.[0-9]+)*");

    /// Java's first eight releases count behind a `1.`.
    private static final Pattern OLD_JAVA = Pattern.compile("1\\.([1-8])\\b.*");

    /// From the names of purls of type `generic` to what endoflife.date calls the product, where
    /// they differ.
    private static final Map<String, String> PRODUCTS =
            Map.of(
                    "httpd", "apache-http-server",
                    "node", "nodejs");

    /// By whom a Java runtime was built, as it says itself.
    private static final Map<String, String> JAVA_PRODUCTS =
            Map.of(
                    "amazon-com-inc", "amazon-corretto",
                    "azul-systems-inc", "azul-zulu",
                    "bellsoft", "bellsoft-liberica",
                    "eclipse-adoptium", "eclipse-temurin",
                    "microsoft", "microsoft-build-of-openjdk");

    private EndedPrograms() {}

    /// @return a sentence for each program and version, sorted; none where the advisories at hand
    ///   know no ends
    public static List<String> sentences(
            Inventory inventory, LayerScope scope, Advisories advisories, LocalDate asOf) {
        var sentences = new TreeSet<String>();
        for (var program : inventory.packages(scope)) {
            if (program.purl().type().equals("generic") && program.owner().isEmpty()) {
                release(program, advisories)
                        .filter(release -> asOf.isAfter(release.ends()))
                        .ifPresent(release -> sentences.add(sentence(program, release, asOf)));
            }
        }
        return List.copyOf(sentences);
    }

    private static Optional<ReleaseSupport> release(
            SoftwarePackage program, Advisories advisories) {
        var product = product(program);
        var known = product.isEmpty() ? List.<ReleaseSupport>of() : advisories.supportOf(product);
        var release = version(program);
        while (!release.isEmpty()) {
            for (var one : known) {
                if (one.release().equals(release)) {
                    return Optional.of(one);
                }
            }
            release = release.substring(0, Math.max(0, release.lastIndexOf('.')));
        }
        return Optional.empty();
    }

    private static String product(SoftwarePackage program) {
        var purl = program.purl();
        if (isJava(program)) {
            return JAVA_PRODUCTS.getOrDefault(purl.namespace(), "");
        }
        return purl.namespace().isEmpty() ? PRODUCTS.getOrDefault(purl.name(), purl.name()) : "";
    }

    private static boolean isJava(SoftwarePackage program) {
        return program.purl().name().equals("jdk") || program.purl().name().equals("jre");
    }

    /// The numbers that it begins with.
    private static String version(SoftwarePackage program) {
        var oldJava = OLD_JAVA.matcher(program.version());
        if (isJava(program) && oldJava.matches()) {
            return oldJava.group(1);
        }
        var version = VERSION.matcher(program.version());
        return version.lookingAt() ? version.group() : "";
    }

    private static String sentence(
            SoftwarePackage program, ReleaseSupport release, LocalDate asOf) {
        return "%s %s, release %s: %s; later flaws may be told of other releases only"
                .formatted(
                        program.ecosystemName(),
                        program.version(),
                        release.release(),
                        new Support(release.ends(), release.extendedEnds()).text(asOf));
    }
}
