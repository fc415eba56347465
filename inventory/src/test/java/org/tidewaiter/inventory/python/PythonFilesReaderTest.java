package org.tidewaiter.inventory.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.model.Observation.FilesOwned;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.model.PackageKey;

class PythonFilesReaderTest {
    private static final String RECORD =
            "usr/lib/python3.12/site-packages/Foo_Bar-1.0.dist-info/RECORD";

    private final PythonFilesReader reader = new PythonFilesReader();

    @Test
    void aRecordListsPathsFromTheDirectoryThatPackagesAreIn() throws Exception {
        assertThat(
                        read(
                                RECORD,
                                """
                                foo_bar/__init__.py,sha256=abc,12
                                ../../../bin/foo,sha256=def,200
                                "foo_bar/with,comma and ""quote"".py",,
                                /etc/foo.conf,,
                                Foo_Bar-1.0.dist-info/RECORD,,
                                """))
                .isEqualTo(
                        new FilesOwned(
                                new PackageKey("pypi", "foo-bar", ""),
                                List.of(
                                        "usr/lib/python3.12/site-packages/foo_bar/__init__.py",
                                        "usr/bin/foo",
                                        "usr/lib/python3.12/site-packages/foo_bar/"
                                                + "with,comma and \"quote\".py",
                                        "etc/foo.conf",
                                        RECORD)));
    }

    @Test
    void installedFilesAreListedFromTheirOwnDirectory() throws Exception {
        assertThat(
                        read(
                                "opt/site-packages/foo-1.0-py3.9.egg-info/installed-files.txt",
                                "../foo/__init__.py\nPKG-INFO\n"))
                .isEqualTo(
                        new FilesOwned(
                                new PackageKey("pypi", "foo", ""),
                                List.of(
                                        "opt/site-packages/foo/__init__.py",
                                        "opt/site-packages/foo-1.0-py3.9.egg-info/PKG-INFO")));
    }

    @Test
    void aPathThatLeadsOutOfTheImageIsNobodysFile() throws Exception {
        assertThat(read(RECORD, "../../../../../../etc/passwd,,\nfoo.py,,\n").files())
                .containsExactly("usr/lib/python3.12/site-packages/foo.py");
    }

    @Test
    void theOwnerIsTheOneThatTheMetadataBesideItNames() throws Exception {
        var metadata = ClaimedFile.of(RECORD, "Name: Foo.Bar\nVersion: 1.0\n");
        var seen =
                (PackageSeen) new PythonMetadataReader().read(metadata).observations().getFirst();
        assertThat(read(RECORD, "").owner().name()).isEqualTo(seen.purl().name());
    }

    @Test
    void aDirectoryWithoutANameIsRefused() {
        assertThatThrownBy(() -> read("a/-1.dist-info/RECORD", ""))
                .isInstanceOf(MalformedFileException.class);
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) throws MalformedFileException {
        reader.read(ClaimedFile.of(RECORD, bytes));
    }

    private FilesOwned read(String path, String text) throws MalformedFileException {
        return (FilesOwned) reader.read(ClaimedFile.of(path, text)).observations().getFirst();
    }
}
