package org.tidewaiter.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.trust.TrustedKeys;
import picocli.CommandLine.Option;

/// The flags that say whose signatures are believed.
final class KeyFlags {
    @Option(
            names = {"-k", "--key"},
            split = "\n",
            hideParamSyntax = true,
            paramLabel = "FILE",
            description = "Believe what this public key has signed (PEM); may be repeated.")
    List<Path> keys = new ArrayList<>();

    TrustedKeys trusted() throws ProblemException {
        var trusted = new ArrayList<TrustedKeys.Named>();
        for (var file : keys) {
            trusted.add(new TrustedKeys.Named(file.toString(), PublicKeyFile.read(file)));
        }
        return new TrustedKeys(trusted);
    }
}
