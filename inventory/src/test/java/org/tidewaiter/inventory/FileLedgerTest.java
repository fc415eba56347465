package org.tidewaiter.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.testkit.image.TarBuilder.tar;
import static org.tidewaiter.testkit.packages.DpkgStatus.dpkgStatus;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidewaiter.inventory.account.AccountedFile;
import org.tidewaiter.inventory.account.Standing;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.FileAccount.Share;
import org.tidewaiter.testkit.image.TarBuilder;

/// Who answers for the files of an image, through the pass, the merge and the assembly.
class FileLedgerTest {
    private static final String STATUS = "var/lib/dpkg/status";
    private static final String PYTHON = "usr/lib/python3/";

    @Test
    void onlyRegularFilesCountAndAHardLinkForEachOfItsNames() throws Exception {
        var ledger =
                BuiltLayers.files(
                        tar().file("srv/a", "four")
                                .hardLink("srv/b", "srv/a")
                                .symlink("srv/c", "a")
                                .directory("srv/d")
                                .characterDevice("srv/null")
                                .fifo("srv/pipe"));
        assertThat(ledger.account().total()).isEqualTo(new Share(2, 8));
        assertThat(ledger.account().unexplained()).isEqualTo(new Share(2, 8));
    }

    @Test
    void aFileIsListedWithItsLayerItsSizeAndItsDigest() throws Exception {
        var files =
                BuiltLayers.files(tar().file("a", "old").file("b", "x"), tar().file("a", "new!"))
                        .files()
                        .map(AccountedFile::file)
                        .toList();
        assertThat(files.getFirst().path()).isEqualTo("a");
        assertThat(files.getFirst().layer()).hasValue(1);
        assertThat(files.getFirst().sizeBytes()).isEqualTo(4);
        assertThat(files.getLast().digest())
                .contains(
                        Digest.parse(
                                        "sha256:2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881")
                                .orElseThrow());
    }

    @Test
    void aDivertedFileIsItsPackagesWhereItLiesAndItsPlaceIsWhoseWhoDiverted() throws Exception {
        var files =
                BuiltLayers.files(
                                tar().file(
                                                STATUS,
                                                dpkgStatus()
                                                        .with("bash", "5", "amd64")
                                                        .with("dash", "1", "amd64")
                                                        .text())
                                        .file(
                                                "var/lib/dpkg/info/bash.list",
                                                "/bin/sh\n/bin/local\n")
                                        .file("var/lib/dpkg/info/dash.list", "/bin/sh\n")
                                        .file(
                                                "var/lib/dpkg/diversions",
                                                """
                                                /bin/sh
                                                /bin/sh.distrib
                                                dash
                                                /bin/local
                                                /bin/local.real
                                                :
                                                """)
                                        .file("bin/sh", "dash")
                                        .file("bin/sh.distrib", "bash")
                                        .file("bin/local", "mine")
                                        .file("bin/local.real", "bash"))
                        .files()
                        .filter(one -> one.file().path().startsWith("bin/"))
                        .map(one ->
                                one.file().path()
                                        + " "
                                        + (one.standing() instanceof Standing.Owned(var owner)
                                                ? owner.name()
                                                : "-"));
        assertThat(files)
                .containsExactly(
                        "bin/local -", "bin/local.real bash", "bin/sh dash", "bin/sh.distrib bash");
    }

    @Test
    void bytecodeIsDerivedFromTheOwnedModuleBesideItAndHasItsOwner() throws Exception {
        var files =
                BuiltLayers.files(
                        debian("python3", PYTHON + "m.py", PYTHON + "p/n.x.py")
                                .file(PYTHON + "m.py", "")
                                .file(PYTHON + "__pycache__/m.cpython-311.pyc", "1")
                                .file(PYTHON + "p/n.x.py", "")
                                .file(PYTHON + "p/__pycache__/n.x.cpython-311.opt-1.pyc", "1"));
        assertThat(standing(files.files().toList(), PYTHON + "__pycache__/m.cpython-311.pyc"))
                .isInstanceOfSatisfying(
                        Standing.Derived.class,
                        derived -> {
                            assertThat(derived.rule()).isEqualTo("python-bytecode");
                            assertThat(derived.from()).isEqualTo(PYTHON + "m.py");
                            assertThat(derived.owner().orElseThrow().name()).isEqualTo("python3");
                        });
        assertThat(files.account().derived().files()).isEqualTo(2);
    }

    @Test
    void whatIsMadeFromAnUnexplainedFileIsUnexplained() throws Exception {
        var files =
                BuiltLayers.files(
                        tar().file("srv/m.py", "").file("srv/__pycache__/m.cpython-311.pyc", ""));
        assertThat(files.account().unexplained().files()).isEqualTo(2);
    }

    @Test
    void whatARemovedPackageWouldMakeIsUnexplained() throws Exception {
        var cache = tar().file("etc/ld.so.cache", "x");
        assertThat(BuiltLayers.files(cache).account().unexplained().files()).isEqualTo(1);
        assertThat(
                        BuiltLayers.files(debian("libc-bin").file("etc/ld.so.cache", "x"))
                                .account()
                                .derived()
                                .files())
                .isEqualTo(1);
    }

    @Test
    void aFileBesideThoseOfARuleIsNotCoveredByIt() throws Exception {
        var files =
                BuiltLayers.files(
                        debian("apt")
                                .file("var/cache/apt/pkgcache.bin", "x")
                                .file("var/cache/apt/archives/apt_1_amd64.deb", "x")
                                .file("var/cache/apt/miner", "x")
                                .file("var/cache/apt/archives/other_1_amd64.deb", "x"));
        assertThat(unexplained(files.files().toList()))
                .containsExactly("var/cache/apt/archives/other_1_amd64.deb", "var/cache/apt/miner");
    }

    @Test
    void aGroupOfAlternativesComesFromWhereItsLinkLeads() throws Exception {
        var files =
                BuiltLayers.files(
                        debian("mawk", "usr/bin/mawk")
                                .file("usr/bin/mawk", "x")
                                .symlink("etc/alternatives/awk", "/usr/bin/mawk")
                                .file("var/lib/dpkg/alternatives/awk", "x")
                                .file("var/lib/dpkg/alternatives/nothing", "x"));
        assertThat(unexplained(files.files().toList()))
                .containsExactly("var/lib/dpkg/alternatives/nothing");
    }

    @Test
    void aConfigurationFileThatUcfKeepsHasItsOwner() throws Exception {
        var files =
                BuiltLayers.files(
                        debian("ucf", "usr/bin/ucf")
                                .file("usr/bin/ucf", "")
                                .file("var/lib/ucf/registry", "ucf /etc/thing/x.conf\n")
                                .file("etc/thing/x.conf", "x")
                                .file("var/lib/ucf/cache/:etc:thing:x.conf", "x"));
        assertThat(unexplained(files.files().toList())).isEmpty();
    }

    @Test
    void eachOfTwoVersionsOfAPackageOwnsWhatTheListBesideItSays() throws Exception {
        var files =
                BuiltLayers.files(flask("a/", "1.0").file("z", ""), flask("b/", "2.0"))
                        .files()
                        .toList();
        assertThat(standing(files, "b/flask/app.py"))
                .isInstanceOfSatisfying(
                        Standing.Owned.class,
                        owned -> assertThat(owned.owner().version()).isEqualTo("2.0"));
    }

    private static TarBuilder flask(String site, String version) {
        var info = site + "flask-%s.dist-info/".formatted(version);
        return tar().file(info + "METADATA", "Name: flask\nVersion: %s\n".formatted(version))
                .file(info + "RECORD", "flask/app.py,,\n")
                .file(site + "flask/app.py", "");
    }

    private static TarBuilder debian(String name, String... files) {
        return tar().file("etc/os-release", "ID=debian\nVERSION_ID=12\n")
                .file(STATUS, dpkgStatus().with(name, "1", "amd64").text())
                .file(
                        "var/lib/dpkg/info/%s.list".formatted(name),
                        "/.\n/" + String.join("\n/", files) + "\n");
    }

    private static Standing standing(List<AccountedFile> files, String path) {
        return files.stream()
                .filter(one -> one.file().path().equals(path))
                .findFirst()
                .orElseThrow()
                .standing();
    }

    private static List<String> unexplained(List<AccountedFile> files) {
        return files.stream()
                .filter(one -> one.standing() instanceof Standing.Unexplained)
                .map(one -> one.file().path())
                .toList();
    }
}
