package org.tidewaiter.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.trust.Trust;
import org.tidewaiter.signing.trust.TrustedKeys;
import picocli.CommandLine.Option;

/// The flags that say whose signatures are believed.
final class KeyFlags {
    @Option(
            names = {"-k", "--key"},
            split = "\n",
            hideParamSyntax = true,
            paramLabel = "FILE",
            description =
                    "Believe what this public key has signed: a file, or env://NAME; may be repeated.")
    List<Path> keys = new ArrayList<>();

    Trust trusted(TidewaiterCommand program) throws ProblemException {
        return trusted(keys, program);
    }

    static Trust trusted(List<Path> keys, TidewaiterCommand program) throws ProblemException {
        var trusted = new ArrayList<TrustedKeys.Named>();
        for (var file : keys) {
            for (var key : KeyFiles.publicKeys(file, program)) {
                trusted.add(new TrustedKeys.Named(file.toString(), key));
            }
        }
        return Trust.of(new TrustedKeys(trusted), Today.now());
    }
}
