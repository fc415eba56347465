package org.tidewaiter.inventory.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VcsUrlTest {

    @Test
    void theCommitIsTheFragmentAndNotWhatWasAskedFor() {
        assertThat(VcsUrl.ofPinned("https://example.org/a.git?branch=main#0123abc"))
                .isEqualTo("git+https://example.org/a.git@0123abc");
        assertThat(VcsUrl.ofPinned("git+https://example.org/a"))
                .isEqualTo("git+https://example.org/a");
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.org/a.git, 0123abc, git+https://example.org/a.git@0123abc",
        "git+https://example.org/a.git, '', git+https://example.org/a.git",
        "git@example.org:team/a.git, 0123abc, git+ssh://git@example.org/team/a.git@0123abc",
        "ssh://git@example.org/a.git, '', git+ssh://git@example.org/a.git",
        "git://example.org/a.git, '', git://example.org/a.git",
        "'', 0123abc, ''"
    })
    void anAddressOfGitIsADownloadLocation(String address, String commit, String wanted) {
        assertThat(VcsUrl.ofGit(address, commit)).isEqualTo(wanted);
    }
}
