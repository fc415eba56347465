package org.tidewaiter.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.tidewaiter.model.ProblemException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `tidewaiter key import`: a private key that another program made.
@Command(
        name = "import",
        description = "Write a private key of another program as NAME.key and NAME.pub.",
        footer = {
            "  tidewaiter key import server.pem --name release",
            "",
            "FILE is PEM (PKCS #8, also encrypted; SEC 1; PKCS #1; cosign's own) or a JSON Web Key. A",
            "password in TIDEWAITER_PASSWORD or COSIGN_PASSWORD is that of FILE and of NAME.key.",
        })
final class KeyImportCommand implements Callable<Integer> {
    @ParentCommand private KeyCommand key;

    @Parameters(paramLabel = "FILE", description = "The private key.")
    private Path file;

    @Option(
            names = "--name",
            required = true,
            paramLabel = "NAME",
            description = "The files are NAME.key and NAME.pub.")
    private Path name;

    @Option(
            names = "--force",
            fallbackValue = "true",
            description = "Replace the keys of that name, which are then lost.")
    private boolean replacing;

    @Override
    public Integer call() throws ProblemException {
        var files = new KeyPairFiles(name, replacing);
        files.requireRoom();
        files.write(KeyFiles.privateKey(file, key.program), key.program);
        return ExitCodes.PASSED;
    }
}
