package org.tidewaiter.inventory.erlang;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;
import org.tidewaiter.inventory.ReadFile;

class RebarLockReaderTest {
    private final ReadFile lock = new ReadFile(new RebarLockReader(), "app/rebar.lock");

    @Test
    void everyPackageIsDeclaredWithItsSource() throws Exception {
        var text =
                """
                {"1.2.0",
                [{<<"cowboy">>,{pkg,<<"cowboy">>,<<"2.9.0">>},0},
                 {<<"renamed">>,{pkg,<<"real_name">>,<<"1.0.0">>},1},
                 {<<"forked">>,
                  {git,"https://example.org/forked.git",
                       {ref,"0123abc"}},
                  0}]}.
                [
                {pkg_hash,[
                 {<<"cowboy">>, <<"865DD8B6">>}]}
                ].
                """;
        assertThat(lock.purls(text))
                .containsExactly(
                        "pkg:hex/cowboy@2.9.0",
                        "pkg:hex/real_name@1.0.0",
                        "pkg:hex/forked?vcs_url=git%2Bhttps://example.org/forked.git%400123abc");
        assertThat(ReadFile.packages(lock.read(text))).allMatch(seen -> seen.declared());
    }

    @Test
    void anEntryOfAnotherKindIsAGap() throws Exception {
        assertThat(lock.read("[{<<\"a\">>,{hg,\"https://example.org/a\"},0}].\n").gaps())
                .containsExactly("a package without a usable name and version: 'a'");
    }

    @FuzzTest
    void anyBytesAreRead(byte[] bytes) {
        lock.readOrRefuse(bytes);
    }
}
