package org.tidewaiter.cli;

import java.util.List;
import java.util.Set;
import org.tidewaiter.image.SourceKind;
import org.tidewaiter.image.consulted.ConsultedFiles.Step;
import org.tidewaiter.image.pass.PassOptions;
import org.tidewaiter.image.pass.PassOptions.Fetching;
import org.tidewaiter.image.pass.PassOptions.FileHashes;
import org.tidewaiter.inventory.document.FilesFormat;
import org.tidewaiter.inventory.document.InventoryFormat;
import org.tidewaiter.inventory.document.InventoryFormats;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.ProblemException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tidewaiter inventory`: what is in an image.
@Command(
        name = "inventory",
        aliases = "sbom",
        description = "List what is in an image: its bill of materials.",
        subcommands = InventoryDiffCommand.class,
        footer = {
            "  tidewaiter inventory app:1",
            "  tidewaiter inventory app:1 -o cyclonedx=app.cdx.json",
            "  tidewaiter inventory app:1 --with-files -f cyclonedx",
            "  tidewaiter inventory registry.example/team/app:1 --lazy",
            "  tidewaiter inventory diff app:1 app:2",
            "",
            "Formats: table, json, cyclonedx (JSON), cyclonedx-xml, spdx-json, spdx (tags), purls.",
        })
final class InventoryCommand extends ImageCommand {
    @Mixin private OutputFlags output;
    @Mixin private LayerFlags layers;

    @Mixin private FileFlags files;

    @Option(
            names = "--lazy",
            fallbackValue = "true",
            description =
                    "Of layers in a registry that have a table of contents (eStargz, zstd:chunked),"
                            + " fetch only the files that may list packages. The table is believed,"
                            + " and what was not read is a gap.")
    private boolean lazy;

    /// No flag names a file that is read.
    private static final Set<Step> ASKED = Set.of(Step.IMAGE);

    private FileHashes hashes = FileHashes.NONE;

    @Override
    PassOptions passOptions() {
        return super.passOptions()
                .withFileHashes(hashes)
                .withFetching(lazy ? Fetching.CLAIMED_FILES : Fetching.WHOLE_LAYERS);
    }

    @Override
    public Integer call() throws Exception {
        var targets = output.targets(InventoryFormats.names());
        var name = source.name();
        if (files.listed) {
            requireWholeLayers();
            writeWithFiles(targets, name);
            return ExitCodes.PASSED;
        }
        var inventory = read(taking -> taking.take(name));
        if (lazy) {
            noteWhatIsNotSeen(inventory, targets);
        }
        answer(
                targets,
                ExitCodes.PASSED,
                ASKED,
                (target, out) -> format(target).write(inventory, layers.scope(), out));
        return ExitCodes.PASSED;
    }

    /// @throws ProblemException if layers are to be read in parts
    void requireNotLazy(String command) throws ProblemException {
        if (lazy) {
            throw new ProblemException(
                    "usage", "--lazy is not for '%s'".formatted(command), "leave it out");
        }
    }

    private void noteWhatIsNotSeen(Inventory inventory, List<OutputTarget> targets) {
        if (!inventory.source().kind().equals(SourceKind.REGISTRY.word())) {
            notice(
                    "all was read in spite of --lazy: only of an image in a registry can parts be"
                            + " fetched");
        }
        int gaps = inventory.gaps().size();
        for (var target : targets) {
            if (gaps > 0 && !format(target).tellsGaps()) {
                notice(
                        "the image was read with %,d gaps, for which the form '%s' has no room;"
                                        .formatted(gaps, target.format())
                                + " '--format table' lists them");
            }
        }
    }

    private void requireWholeLayers() throws ProblemException {
        if (lazy) {
            throw new ProblemException(
                    "usage",
                    "--with-files gives the digest of every file, and --lazy does not fetch them all",
                    "leave one of them out");
        }
    }

    private void writeWithFiles(List<OutputTarget> targets, String name) throws Exception {
        for (var target : targets) {
            if (!(format(target) instanceof FilesFormat form)) {
                throw new ProblemException(
                        "no-files-in-format",
                        "the form '%s' has no room for files".formatted(target.format()),
                        "give a form of CycloneDX or SPDX, or list them by 'tidewaiter files'");
            }
            hashes = hashes.and(form.hashes());
        }
        var taken = read(taking -> taking.takeWithFiles(name));
        answer(
                targets,
                ExitCodes.PASSED,
                ASKED,
                (target, out) -> {
                    if (format(target) instanceof FilesFormat form) {
                        form.write(taken.inventory(), layers.scope(), taken.files(), out);
                    }
                });
    }

    private static InventoryFormat format(OutputTarget target) {
        return InventoryFormats.named(target.format()).orElseThrow();
    }
}
