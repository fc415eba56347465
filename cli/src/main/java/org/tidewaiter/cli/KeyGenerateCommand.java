package org.tidewaiter.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.key.NewKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `tidewaiter key generate`: a new key.
@Command(
        name = "generate",
        description = "Make a private key, NAME.key, and its public one, NAME.pub.",
        footer = {
            "  tidewaiter key generate --name release",
            "  tidewaiter key generate --name keys/ci --type ed25519",
            "",
            "The private key is encrypted, in the form of cosign, if there is a password: in",
            "TIDEWAITER_PASSWORD or COSIGN_PASSWORD, or typed where it is asked for. Nobody else on this",
            "machine may read it.",
        })
final class KeyGenerateCommand implements Callable<Integer> {
    @ParentCommand private KeyCommand key;

    @Option(
            names = "--name",
            required = true,
            paramLabel = "NAME",
            description = "The files are NAME.key and NAME.pub.")
    private Path name;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            defaultValue = "ecdsa-p256",
            converter = FlagValues.KeyType.class,
            description =
                    "ecdsa-p256, ecdsa-p384, ecdsa-p521, ed25519, rsa-2048, rsa-3072 or rsa-4096"
                            + " (default: ${DEFAULT-VALUE}).")
    private NewKey type = NewKey.ECDSA_P256;

    @Option(
            names = "--force",
            fallbackValue = "true",
            description = "Replace the keys of that name, which are then lost.")
    private boolean replacing;

    @Override
    public Integer call() throws ProblemException {
        var files = new KeyPairFiles(name, replacing);
        files.requireRoom();
        files.write(type.make(), key.program);
        return ExitCodes.PASSED;
    }
}
