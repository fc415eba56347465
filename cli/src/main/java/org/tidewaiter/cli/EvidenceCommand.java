package org.tidewaiter.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.image.Images;
import org.tidewaiter.image.OpenOptions;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.Platform;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.EvidenceSearch;
import org.tidewaiter.signing.SubjectEvidence;
import org.tidewaiter.signing.trust.TrustedKeys;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// What the commands share that look at what is signed about an image.
abstract class EvidenceCommand implements Callable<Integer> {
    static final Set<String> FORMATS = Set.of("table", "json");

    @Spec private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "IMAGE",
            description = {
                "A name in a registry, or a folder with an OCI layout. The prefixes registry: oci: force"
                        + " one."
            })
    private String image;

    @Mixin KeyFlags keyFlags = new KeyFlags();

    @Option(
            names = "--platform",
            paramLabel = "OS/ARCH[/VARIANT]",
            description = "Which image of an index; by default this machine's.")
    private @Nullable Platform platform;

    @Mixin private RegistryFlags registry = new RegistryFlags();

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "5m",
            description = "Give up after this long: 90s, 5m, 1h30m; 0 is never (default: 5m).")
    private Duration timeout = Duration.ofMinutes(5);

    @Mixin OutputFlags output;

    /// @param source the image, whose manifest has been verified
    /// @param subjects what was found
    record Found(ImageSource source, List<SubjectEvidence> subjects) {
        Found {
            subjects = List.copyOf(subjects);
        }
    }

    final TidewaiterCommand program() {
        return (TidewaiterCommand) spec.root().userObject();
    }

    final Found find(TrustedKeys trusted) throws Exception {
        var options = OpenOptions.standard(registry.optionsOf(image, program().environment()));
        var chosen = Optional.ofNullable(platform).map(options::withPlatform).orElse(options);
        return Deadline.run(timeout, () -> found(chosen, trusted));
    }

    private Found found(OpenOptions options, TrustedKeys trusted) throws ProblemException {
        ImageSource source;
        try (var opened = Images.open(image, options)) {
            source = opened.source();
        }
        program()
                .step(
                        "%s is %s"
                                .formatted(
                                        image, source.digest().map(Object::toString).orElse("")));
        return new Found(source, EvidenceSearch.of(source, options, trusted));
    }
}
