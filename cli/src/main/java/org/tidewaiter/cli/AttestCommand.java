package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.model.json.MalformedJsonException;
import org.tidewaiter.signing.make.ImageSigning;
import org.tidewaiter.signing.statement.PredicateTypes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `tidewaiter attest`: the holder of a key says something of an image.
@Command(
        name = "attest",
        description = "Sign a statement about an image, and keep it beside the image.",
        footer = {
            "  tidewaiter attest --key scan.key --type vuln --predicate report.json app.example/app:1",
            "  tidewaiter attest --key qa.key --type https://example.com/tested/v1 --predicate run.json"
                    + " oci:build/app:1",
            "",
            "Prints the digest that the statement is about, and that of the statement's manifest.",
        })
final class AttestCommand implements Callable<Integer> {
    private static final int MAX_BYTES = 16 << 20;

    @ParentCommand private TidewaiterCommand program;
    @Mixin private StoredImageFlags image = new StoredImageFlags();
    @Mixin private SignerFlags signer = new SignerFlags();

    @Option(
            names = "--predicate",
            required = true,
            paramLabel = "FILE",
            description = "What is said, as JSON.")
    private Path predicate;

    @Option(
            names = "--type",
            required = true,
            paramLabel = "TYPE",
            description =
                    "What it is: a word of cosign's (slsaprovenance1, spdxjson, cyclonedx, vuln,"
                            + " openvex, ...) or the address of a predicate type.")
    private String type;

    @Override
    public Integer call() throws Exception {
        var said = predicate();
        var address = address();
        var key = signer.key(program);
        var signed =
                image.open(
                        program,
                        (source, options) ->
                                new ImageSigning(source, options, key).attest(address, said));
        program.streams().out().printf("%s  %s%n", signed.subject(), signed.manifest());
        return ExitCodes.PASSED;
    }

    private String address() throws ProblemException {
        return type.contains(":")
                ? type
                : PredicateTypes.named(type)
                        .orElseThrow(() ->
                                new ProblemException(
                                        "type-unknown",
                                        "there is no type of statement '%s'".formatted(type),
                                        "use a word of cosign's, for example vuln, or the address of"
                                                + " a predicate type"));
    }

    private Json predicate() throws ProblemException {
        try (var in = Files.newInputStream(predicate)) {
            var bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw unusable("it has more than %d bytes".formatted(MAX_BYTES), null);
            }
            return JsonReader.read(bytes);
        } catch (IOException e) {
            throw unusable(e.toString(), e);
        } catch (MalformedJsonException e) {
            throw unusable("it is no JSON: " + e.getMessage(), e);
        }
    }

    private ProblemException unusable(String why, @Nullable Exception cause) {
        var problem =
                new Problem(
                        "predicate-unusable",
                        "%s cannot be what a statement says: %s".formatted(predicate, why),
                        "give a file of JSON with --predicate");
        return cause == null ? new ProblemException(problem) : new ProblemException(problem, cause);
    }
}
