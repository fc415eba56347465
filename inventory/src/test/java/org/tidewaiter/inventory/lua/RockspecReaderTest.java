package org.tidewaiter.inventory.lua;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;
import org.tidewaiter.inventory.ReadFile;

class RockspecReaderTest {
    private static final String HOME = "usr/local/lib/luarocks/rocks-5.4/lua-cjson/2.1.0.9-1/";

    private final ReadFile rockspec =
            new ReadFile(new RockspecReader(), HOME + "lua-cjson-2.1.0.9-1.rockspec");

    @Test
    void anInstalledRockIsNamedByItsDirectories() throws Exception {
        var reading =
                rockspec.read(
                        """
                        package = "lua-cjson"
                        version = "2.1.0.9-1"
                        description = {
                            summary = "A fast JSON encoding/parsing module",
                            license = "MIT"
                        }
                        """);
        assertThat(ReadFile.purls(reading)).containsExactly("pkg:luarocks/lua-cjson@2.1.0.9-1");
        assertThat(ReadFile.packages(reading).getFirst().licences()).containsExactly("MIT");
        assertThat(ReadFile.packages(reading).getFirst().files()).containsExactly(HOME);
    }

    @Test
    void theVersionDoesNotDependOnWhatTheFileComputes() throws Exception {
        assertThat(rockspec.purls("local _v = '2.1'\nversion = _v .. '-1'\n"))
                .containsExactly("pkg:luarocks/lua-cjson@2.1.0.9-1");
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        rockspec.readOrRefuse(bytes);
    }
}
