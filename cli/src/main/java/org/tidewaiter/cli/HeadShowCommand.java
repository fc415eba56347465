package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.image.OpenOptions;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.charter.SignedCharter;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.clearance.HeadFile;
import org.tidewaiter.signing.clearance.HeadMemory;
import org.tidewaiter.signing.clearance.HeadPlace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `tidewaiter head show`: what the heads of a repository, or one in a file, say.
@Command(
        name = "show",
        description = "Show the heads of an image's repository, or one in a file.",
        footer = {
            "  tidewaiter head show shop/db:7 --charter acme.charter",
            "  tidewaiter head show shop/db:7 --stage prod --charter acme.charter -f json",
            "  tidewaiter head show ./prod.head --charter acme.charter",
            "",
            "Where there is a file of that name it is shown, else the heads that stand in the repository. What",
            "counts for no door is shown with the reason; where a former certifier has signed it, also what",
            "it says, and how another one goes on from it. Exit codes: 0 each head counts; 2 one does not,",
            "or has ended, or there is none.",
            "",
            "Formats: table, json.",
        })
final class HeadShowCommand implements Callable<Integer> {
    private static final Set<String> FORMATS = Set.of("table", "json");

    @ParentCommand private HeadCommand group;
    @Mixin private StoredImageFlags image = new StoredImageFlags();
    @Mixin private BelievedFlags charter = new BelievedFlags();
    @Mixin private OutputFlags output = new OutputFlags();

    @Option(
            names = "--stage",
            paramLabel = "STAGE",
            description = "The head of this stage alone (default: of all of the charter).")
    private @Nullable String stage;

    @Override
    public Integer call() throws Exception {
        var targets = output.targets(FORMATS);
        var program = group.program;
        try {
            var signed = charter.signed(program);
            var now = Today.now();
            var inForce = signed.inForce(now);
            if (stage != null) {
                CharterFiles.requireStage(inForce, stage);
            }
            var shown = shown(signed, now);
            OutputFlags.write(
                    targets,
                    program,
                    (target, out) -> {
                        if (target.format().equals("json")) {
                            HeadPage.json(shown, now, out);
                        } else {
                            HeadPage.write(shown, now, out);
                        }
                    });
            boolean counts = shown.stream().allMatch(one -> one.counts(now));
            return counts && !shown.isEmpty() ? ExitCodes.PASSED : ExitCodes.REFUSED;
        } catch (RefusedException e) {
            return ClearPage.tell(e, program.streams().err());
        }
    }

    private List<ShownHead> shown(SignedCharter signed, Instant now) throws Exception {
        var path = Path.of(image.name());
        if (Files.isRegularFile(path)) {
            var file = CharterFiles.bytes(path, HeadFile.MAX_BYTES);
            return List.of(shown("", Optional.ofNullable(stage), file, signed, now));
        }
        return image.open(group.program, (source, options) -> shown(source, options, signed, now));
    }

    private List<ShownHead> shown(
            ImageSource source, OpenOptions options, SignedCharter signed, Instant now)
            throws ProblemException, IOException {
        var repository = source.reference().map(StageFlags::name).orElse("");
        var stages =
                stage == null ? List.copyOf(signed.newest().stages().keySet()) : List.of(stage);
        var all = new ArrayList<ShownHead>();
        for (var one : stages) {
            var file = new HeadPlace(source, options).find(one);
            if (file.isPresent()) {
                all.add(shown(repository, Optional.of(one), file.get(), signed, now));
            }
        }
        return all;
    }

    private ShownHead shown(
            String repository, Optional<String> of, byte[] file, SignedCharter signed, Instant now)
            throws ProblemException, IOException {
        return ShownHead.of(repository, of, file, signed, now, memory());
    }

    private Optional<HeadMemory> memory() {
        return StatePlace.of("heads", group.program.environment()).map(HeadMemory::new);
    }
}
