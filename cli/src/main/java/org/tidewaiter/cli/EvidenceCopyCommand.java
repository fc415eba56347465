package org.tidewaiter.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.tidewaiter.image.ImageCopy;
import org.tidewaiter.image.ImageCopy.Copied;
import org.tidewaiter.image.ImageCopy.Extent;
import org.tidewaiter.image.OpenOptions;
import org.tidewaiter.image.artifact.ArtifactPlace;
import org.tidewaiter.image.artifact.ArtifactStore;
import org.tidewaiter.image.registry.RegistryOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tidewaiter evidence copy`: an image goes elsewhere, and takes along what is signed about it.
@Command(
        name = "copy",
        description = "Copy an image with everything that stands beside it.",
        footer = {
            "  tidewaiter evidence copy registry.example/app:1 oci:carried/app:1",
            "  tidewaiter evidence copy oci:carried/app:1 inside.example/app:1",
            "  tidewaiter evidence copy --only-evidence registry.example/app:1 inside.example/app:1",
            "",
            "Of an index all platforms are copied. No byte changes, and what is there already is neither sent",
            "again nor lost: a second run goes on where the first was stopped. Prints the digest of the image,",
            "and how much stands beside it. Exit codes: 0 all was copied, 1 not all.",
        })
final class EvidenceCopyCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "FROM",
            description = "A name in a registry, or a folder with an OCI layout.")
    private String from;

    @Parameters(
            index = "1",
            paramLabel = "TO",
            description = "A name in a registry, or oci:FOLDER:TAG; without a tag it is latest.")
    private String to;

    @Option(
            names = "--only-evidence",
            fallbackValue = "true",
            description = "Copy what stands beside the image, and not the image.")
    private boolean onlyEvidence;

    @Mixin private RegistryFlags registry = new RegistryFlags();

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "1h",
            description = "Give up after this long: 90s, 5m, 1h30m; 0 is never (default: 1h).")
    private Duration timeout = Duration.ofHours(1);

    @Override
    public Integer call() throws Exception {
        var program = (TidewaiterCommand) spec.root().userObject();
        var environment = program.environment();
        var options = OpenOptions.standard(registry.optionsOf(from, environment));
        var there = registry.optionsOf(to, environment);
        var copied = Deadline.run(timeout, () -> copy(options, there));
        program.streams().out().printf("%s  %d%n", copied.image(), copied.evidence());
        for (var one : copied.leftOut()) {
            program.streams().err().println("left out: " + OneLine.of(one));
        }
        return copied.leftOut().isEmpty() ? ExitCodes.PASSED : ExitCodes.PROBLEM;
    }

    private Copied copy(OpenOptions options, RegistryOptions there) throws Exception {
        try (var store = ArtifactStore.at(ArtifactPlace.parseImageTarget(to), there)) {
            return ImageCopy.copy(
                    from, options, store, onlyEvidence ? Extent.ONLY_EVIDENCE : Extent.ALL);
        }
    }
}
