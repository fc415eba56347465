package org.tidewaiter.inventory.erlang;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;
import org.tidewaiter.inventory.ReadFile;

class MixLockReaderTest {
    private final ReadFile lock = new ReadFile(new MixLockReader(), "app/mix.lock");

    @Test
    void everyPackageIsDeclaredWithItsSource() throws Exception {
        var text =
                """
                %{
                  "cowboy": {:hex, :cowboy, "2.9.0", "865dd8b6", [:make, :rebar3], [{:cowlib, "2.11.0", [hex: :cowlib, repo: "hexpm", optional: false]}], "hexpm", "2c729f93"},
                  "renamed": {:hex, :real_name, "1.0.0", "00", [:mix], [], "hexpm"},
                  "inner": {:hex, :inner, "1.2.0", "00", [:mix], [], "hexpm:acme", "00"},
                  "old": {:hex, :old, "0.1.0"},
                  "forked": {:git, "https://example.org/forked.git", "0123abc", [branch: "main"]},
                }
                """;
        assertThat(lock.purls(text))
                .containsExactly(
                        "pkg:hex/cowboy@2.9.0",
                        "pkg:hex/real_name@1.0.0",
                        "pkg:hex/acme/inner@1.2.0",
                        "pkg:hex/old@0.1.0",
                        "pkg:hex/forked?vcs_url=git%2Bhttps://example.org/forked.git%400123abc");
        assertThat(ReadFile.packages(lock.read(text))).allMatch(seen -> seen.declared());
    }

    @Test
    void anEntryOfAnotherKindIsAGap() throws Exception {
        assertThat(lock.read("  \"a\": {:other, 1},\n").gaps())
                .containsExactly("a package without a usable name and version: 'a'");
    }

    @FuzzTest
    void anyBytesAreRead(byte[] bytes) {
        lock.readOrRefuse(bytes);
    }
}
