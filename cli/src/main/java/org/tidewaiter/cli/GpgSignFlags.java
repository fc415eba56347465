package org.tidewaiter.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.key.UnusableKeyException;
import org.tidewaiter.signing.make.GpgSigning;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The flags that say where new GPG signatures are put, and `sign --format gpg` itself.
final class GpgSignFlags {
    @Mixin private LookasideFlags lookaside = new LookasideFlags();

    @Option(
            names = "--output-folder",
            paramLabel = "DIR",
            description = "Put GPG signatures under this folder, and not where registries.d says.")
    private @Nullable Path folder;

    /// @param file that has the private key
    /// @param said beside the digest; it must be nothing
    void sign(
            StoredImageFlags image,
            Path file,
            SortedMap<String, String> said,
            TidewaiterCommand program)
            throws Exception {
        if (!said.isEmpty()) {
            throw new ProblemException(
                    "usage",
                    "a GPG signature says nothing but the name and the digest",
                    "leave out --annotations, --role and --stage, or sign in another format");
        }
        var key = OpenPgpFiles.privateKey(file, program);
        var signed =
                image.open(
                        program,
                        (source, options) -> {
                            try {
                                return new GpgSigning(source, options, key, place(source, program))
                                        .sign("tidewaiter " + Main.VERSION, Today.now());
                            } catch (UnusableKeyException e) {
                                throw KeyFiles.unusable(file, e);
                            }
                        });
        for (var one : signed) {
            program.streams().out().printf("%s  %s%n", one.subject(), one.file());
        }
    }

    private URI place(ImageSource source, TidewaiterCommand program) throws ProblemException {
        if (folder != null) {
            return folder.toAbsolutePath().toUri();
        }
        var name = GpgSigning.name(source);
        return lookaside
                .places(program.environment())
                .stagingFor(name)
                .orElseThrow(() ->
                        new ProblemException(
                                "signature-unwritable",
                                "nothing says where signatures of %s are put".formatted(name),
                                "name a folder with --output-folder, or 'lookaside-staging' in"
                                        + " registries.d"));
    }
}
