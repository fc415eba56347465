package org.tidewaiter.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.openpgp.OpenPgpKeys;
import picocli.CommandLine.Option;

/// The flag that says whose GPG signatures are believed.
final class GpgKeyFlags {
    @Option(
            names = "--gpg-key",
            split = "\n",
            hideParamSyntax = true,
            paramLabel = "FILE",
            description = "Believe what these OpenPGP public keys have signed; may be repeated.")
    private List<Path> files = new ArrayList<>();

    OpenPgpKeys keys() throws ProblemException {
        var keys = OpenPgpKeys.none();
        for (var file : files) {
            keys = keys.and(OpenPgpFiles.publicKeys(file));
        }
        return keys;
    }
}
