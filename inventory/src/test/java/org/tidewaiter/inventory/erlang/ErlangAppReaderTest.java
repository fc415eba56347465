package org.tidewaiter.inventory.erlang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.inventory.ReadFile;

class ErlangAppReaderTest {
    private final ReadFile app =
            new ReadFile(new ErlangAppReader(), "app/lib/cowboy-2.9.0/ebin/cowboy.app");

    @Test
    void anApplicationIsThePackageOfItsName() throws Exception {
        var reading =
                app.read(
                        """
                        {application, 'cowboy', [
                            {description, "Small, fast, modern HTTP server."},
                            {vsn, "2.9.0"},
                            {modules, ['cowboy_app','cowboy_bstr']}
                        ]}.
                        """);
        assertThat(ReadFile.purls(reading)).containsExactly("pkg:hex/cowboy@2.9.0");
        assertThat(ReadFile.packages(reading).getFirst().files())
                .containsExactly("app/lib/cowboy-2.9.0/ebin/", "app/lib/cowboy-2.9.0/priv/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stdlib", "elixir"})
    void theLanguagesOwnApplicationsAreNoPackagesOfHex(String name) throws Exception {
        assertThat(app.purls("{application,%s,[{vsn,\"4.2\"}]}.".formatted(name)))
                .containsExactly("pkg:otp/%s@4.2".formatted(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{application, a, []}.", "{application, a, [{vsn, git}]}."})
    void anApplicationWithoutAVersionIsRefused(String text) {
        assertThatThrownBy(() -> app.read(text)).isInstanceOf(MalformedFileException.class);
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        app.readOrRefuse(bytes);
    }
}
