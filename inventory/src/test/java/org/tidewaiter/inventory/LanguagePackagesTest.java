package org.tidewaiter.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.testkit.image.TarBuilder;

/// Trees of Node and Python packages, through the pass and the merge.
class LanguagePackagesTest {
    private static final String SITE = "usr/lib/python3.12/site-packages/";

    @Test
    void aPythonDistributionOwnsWhatItsRecordLists() throws Exception {
        var inventory = BuiltLayers.inventory(flask().file("srv/mine.py", ""));
        assertThat(purls(inventory)).containsExactly("pkg:pypi/flask@2.0.1");
        assertThat(inventory.packages().getFirst().licences()).containsExactly("BSD-3-Clause");
        assertThat(Shares.of(inventory)).isEqualTo(new Shares(4, 0, 0, 1));
        assertThat(inventory.gaps()).isEmpty();
    }

    @Test
    void aNodePackageOwnsItsDirectory() throws Exception {
        var inventory =
                BuiltLayers.inventory(
                        tar().file("app/node_modules/a/package.json", manifest("a", "1.0.0"))
                                .file("app/node_modules/a/lib/index.js", "")
                                .file("app/node_modules/ab/index.js", "")
                                .file("app/index.js", ""));
        assertThat(purls(inventory)).containsExactly("pkg:npm/a@1.0.0");
        assertThat(Shares.of(inventory)).isEqualTo(new Shares(2, 0, 0, 2));
    }

    @Test
    void nestedAndScopedPackagesAreFoundAndPartsOfPackagesAreNot() throws Exception {
        var modules = "app/node_modules/";
        var inventory =
                BuiltLayers.inventory(
                        tar().file("app/package.json", manifest("app", "0.0.1"))
                                .file(modules + "a/package.json", manifest("a", "1.0.0"))
                                .file(
                                        modules + "a/node_modules/@s/b/package.json",
                                        manifest("@s/b", "2.0.0"))
                                .file(modules + "a/esm/package.json", "{\"type\": \"module\"}")
                                .file(modules + "a/test/package.json", manifest("no", "9.9.9"))
                                .file(
                                        modules + ".pnpm/c@3.0.0/node_modules/c/package.json",
                                        manifest("c", "3.0.0")));
        assertThat(purls(inventory))
                .containsExactly("pkg:npm/%40s/b@2.0.0", "pkg:npm/a@1.0.0", "pkg:npm/c@3.0.0");
        assertThat(inventory.gaps()).isEmpty();
    }

    @Test
    void aLockedPackageThatIsInstalledIsProven() throws Exception {
        var inventory =
                BuiltLayers.inventory(
                        tar().file("app/node_modules/a/package.json", manifest("a", "1.0.0"))
                                .file(
                                        "app/package-lock.json",
                                        """
                                        {"lockfileVersion": 3, "packages": {
                                          "node_modules/a": {"version": "1.0.0"},
                                          "node_modules/b": {"version": "2.0.0"}}}
                                        """));
        assertThat(inventory.packages())
                .extracting(SoftwarePackage::ecosystemName, SoftwarePackage::declared)
                .containsExactly(tuple("a", false), tuple("b", true));
    }

    @Test
    void aGemOwnsItsDirectoryAndProvesWhatTheLockFileAsksFor() throws Exception {
        var home = "var/lib/gems/3.1.0/";
        var inventory =
                BuiltLayers.inventory(
                        tar().file(
                                        home + "specifications/rack-2.2.6.gemspec",
                                        "# stub: rack 2.2.6 ruby lib\n")
                                .file(home + "gems/rack-2.2.6/lib/rack.rb", "")
                                .file(
                                        home + "gems/rack-2.2.6/Gemfile.lock",
                                        "GEM\n  specs:\n    somebodys (1.0)\n")
                                .file(
                                        "app/Gemfile.lock",
                                        "GEM\n  specs:\n    rack (2.2.6)\n    rake (13.0.6)\n"));
        assertThat(inventory.packages())
                .extracting(SoftwarePackage::ecosystemName, SoftwarePackage::declared)
                .containsExactly(tuple("rack", false), tuple("rake", true));
        assertThat(Shares.of(inventory)).isEqualTo(new Shares(2, 2, 0, 0));
        assertThat(inventory.gaps()).isEmpty();
    }

    @Test
    void aComposerPackageOwnsItsDirectory() throws Exception {
        var inventory =
                BuiltLayers.inventory(
                        tar().file(
                                        "app/vendor/composer/installed.json",
                                        """
                                        {"packages": [{"name": "psr/log", "version": "1.1.4",
                                                       "install-path": "../psr/log"}]}
                                        """)
                                .file("app/vendor/psr/log/src/LogLevel.php", "")
                                .file("app/index.php", ""));
        assertThat(purls(inventory)).containsExactly("pkg:composer/psr/log@1.1.4");
        assertThat(Shares.of(inventory)).isEqualTo(new Shares(1, 1, 0, 1));
    }

    @Test
    void anUpgradedPackageIsLiveInItsNewVersionOnly() throws Exception {
        var old = SITE + "flask-2.0.1.dist-info/";
        var inventory =
                BuiltLayers.inventory(
                        flask(),
                        tar().file(SITE + ".wh.flask-2.0.1.dist-info", "")
                                .file(
                                        SITE + "flask-3.0.0.dist-info/METADATA",
                                        "Name: Flask\nVersion: 3.0.0\n"));
        assertThat(inventory.livePackages())
                .extracting(one -> one.purl().toString())
                .containsExactly("pkg:pypi/flask@3.0.0");
        assertThat(purls(inventory)).contains("pkg:pypi/flask@2.0.1");
        assertThat(inventory.packages().getFirst().locations().getFirst().path())
                .isEqualTo(old + "METADATA");
    }

    @Test
    void aManifestWithADuplicateKeyIsAGap() throws Exception {
        var inventory =
                BuiltLayers.inventory(
                        tar().file(
                                        "node_modules/a/package.json",
                                        "{\"name\": \"a\", \"version\": \"1\", \"version\": \"2\"}"));
        assertThat(inventory.packages()).isEmpty();
        assertThat(inventory.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.reason()).contains("not valid JSON", "version"));
    }

    private static TarBuilder flask() {
        var info = SITE + "flask-2.0.1.dist-info/";
        return tar().file(
                        info + "METADATA",
                        """
                        Metadata-Version: 2.1
                        Name: Flask
                        Version: 2.0.1
                        License: BSD-3-Clause
                        """)
                .file(
                        info + "RECORD",
                        """
                        ../../../bin/flask,,
                        flask/__init__.py,,
                        flask-2.0.1.dist-info/METADATA,,
                        flask-2.0.1.dist-info/RECORD,,
                        """)
                .file(SITE + "flask/__init__.py", "")
                .file("usr/bin/flask", "");
    }

    private static String manifest(String name, String version) {
        return "{\"name\": \"%s\", \"version\": \"%s\"}".formatted(name, version);
    }

    private static List<String> purls(Inventory inventory) {
        return inventory.packages().stream().map(one -> one.purl().toString()).toList();
    }
}
