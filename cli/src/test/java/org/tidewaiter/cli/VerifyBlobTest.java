package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.cli.Typed.run;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.testkit.signing.TestKey;

class VerifyBlobTest {
    private static final TestKey KEY = TestKey.p256();

    @TempDir Path folder;

    @BeforeEach
    void aSignedFile() throws Exception {
        Files.writeString(folder.resolve("app.txt"), "release 17\n");
        Files.writeString(folder.resolve("other.txt"), "release 18\n");
        Files.writeString(folder.resolve("team.key"), KEY.privatePem());
        Files.writeString(folder.resolve("team.pub"), KEY.publicPem());
        Files.writeString(folder.resolve("qa.pub"), TestKey.p256().publicPem());
        assertThat(typed("sign --key team.key --blob app.txt --bundle b.json").status()).isZero();
        var alone = "sign --key team.key --blob app.txt --output-signature app.sig";
        assertThat(typed(alone).status()).isZero();
        Files.write(folder.resolve("raw.sig"), KEY.sign(bytes("app.txt")));
    }

    private byte[] bytes(String file) throws Exception {
        return Files.readAllBytes(folder.resolve(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--bundle b.json", "--signature app.sig", "--signature raw.sig"})
    void whatWasSignedIsVerifiedAndNothingElse(String where) {
        var passed = typed("verify --blob app.txt --key team.pub " + where);
        assertThat(passed.out())
                .contains("\nfile sha256:")
                .contains("\npassed: signature is verified, by ");
        assertThat(passed.status()).isZero();
        var other = typed("verify --blob other.txt --key team.pub " + where);
        assertThat(other.out()).contains("\nrefused: signature is not verified\n");
        assertThat(other.status()).isEqualTo(ExitCodes.REFUSED);
        var stranger = typed("verify --blob app.txt --key qa.pub " + where);
        assertThat(stranger.out()).contains("refused   unknown-key: ");
        assertThat(stranger.status()).isEqualTo(ExitCodes.REFUSED);
    }

    @Test
    void machinesAreToldToo() throws Exception {
        var schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        var schema =
                schemas.getSchema(
                        Files.readString(Path.of("../docs/schema/evidence-1.schema.json")),
                        InputFormat.JSON);
        for (var key : List.of("team.pub", "qa.pub")) {
            var out = typed("verify --blob app.txt --bundle b.json -o json --key " + key).out();
            assertThat(schema.validate(out, InputFormat.JSON)).isEmpty();
            assertThat(out).contains("\"passed\": " + key.equals("team.pub"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "verify --blob app.txt --key team.pub, not said where the signature",
        "verify --blob app.txt --key team.pub --bundle b.json --signature raw.sig, said twice",
        "verify --blob app.txt --bundle b.json, not said whose signature",
        "verify --blob none.txt --key team.pub --bundle b.json, error[blob-unreadable]",
        "verify --blob app.txt --key team.pub --bundle none.json, error[signature-unreadable]",
        "verify --blob app.txt --key team.pub --bundle b.json app:1, give IMAGE or --blob",
        "verify app:1 --key team.pub --bundle b.json, give --blob FILE",
    })
    void whatMakesNoSenseIsAProblem(String words, String said) {
        var result = typed(words);
        assertThat(result.err()).contains(said);
        assertThat(result.status()).isEqualTo(ExitCodes.PROBLEM);
    }

    private Typed.Result typed(String text) {
        var words = new ArrayList<String>();
        for (var word : text.split(" ", -1)) {
            boolean file = word.matches(".*\\.(txt|key|pub|json|sig)");
            words.add(file ? folder.resolve(word).toString() : word);
        }
        return run(words.toArray(String[]::new));
    }
}
