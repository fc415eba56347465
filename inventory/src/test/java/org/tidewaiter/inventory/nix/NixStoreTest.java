package org.tidewaiter.inventory.nix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NixStoreTest {
    private static final String HASH = "0c1b3qwvnlsxz8d9kfagj5hr2mip4y67";

    @ParameterizedTest
    @CsvSource({
        "bash-5.2p26, bash@5.2p26, ''",
        "openssl-3.0.13-bin, openssl@3.0.13, &output=bin",
        "glibc-2.39-52, glibc@2.39-52, ''",
        "python3.11-requests-2.31.0, python3.11-requests@2.31.0, ''",
        "gtk+3-3.24.41, gtk%2B3@3.24.41, ''",
    })
    void anEntryOfTheStoreIsNamedAfterItsPackage(String entry, String purl, String output) {
        assertThat(purls("nix/store/%s-%s/bin/x".formatted(HASH, entry)))
                .containsExactly("pkg:nix/%s?drvhash=%s%s".formatted(purl, HASH, output));
    }

    @ParameterizedTest
    @CsvSource({"builder.sh", "bash-5.2.drv", "source", "fix-1.patch", "bash-5.2.tar.gz"})
    void whatIsNoPackageIsLeftOut(String entry) {
        assertThat(purls("nix/store/%s-%s/x".formatted(HASH, entry))).isEmpty();
    }

    @Test
    void whatDoesNotStandInTheStoreOrHasNoHashIsLeftOut() {
        assertThat(
                        purls(
                                "srv/store/%s-bash-5.2/x".formatted(HASH),
                                "nix/store/bash-5.2/x",
                                "nix/store/%s-bash-5.2".formatted(HASH)))
                .isEmpty();
    }

    @Test
    void aPackageIsListedOnceAndOwnsItsDirectory() {
        var root = "nix/store/%s-bash-5.2/".formatted(HASH);
        assertThat(NixStore.packages(Stream.of(root + "bin/bash", root + "share/man")))
                .singleElement()
                .satisfies(one -> assertThat(one.files()).containsExactly(root));
    }

    private static List<String> purls(String... paths) {
        return NixStore.packages(Stream.of(paths)).stream()
                .map(one -> one.purl().toString())
                .toList();
    }
}
