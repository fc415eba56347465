package org.tidewaiter.cli;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.image.Images;
import org.tidewaiter.image.OpenOptions;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.Platform;
import org.tidewaiter.model.ProblemException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The flags that say which image, where it is kept with what is signed about it.
final class StoredImageFlags {
    @Parameters(
            index = "0",
            paramLabel = "IMAGE",
            description = {
                "A name in a registry, or a folder with an OCI layout. The prefixes registry: oci: force"
                        + " one."
            })
    private String image;

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

    /// What is done with an image whose manifest has been verified.
    interface Work<T> {
        /// @param options as it was opened with
        T with(ImageSource source, OpenOptions options) throws Exception;
    }

    /// @throws ProblemException `timeout`, or what the work threw
    <T> T open(TidewaiterCommand program, Work<T> work) throws Exception {
        var options = OpenOptions.standard(registry.optionsOf(image, program.environment()));
        var chosen = Optional.ofNullable(platform).map(options::withPlatform).orElse(options);
        return Deadline.run(timeout, () -> work.with(source(program, chosen), chosen));
    }

    private ImageSource source(TidewaiterCommand program, OpenOptions options)
            throws ProblemException {
        try (var opened = Images.open(image, options)) {
            var source = opened.source();
            var digest = source.digest().map(Object::toString).orElse("");
            program.step("%s is %s".formatted(image, digest));
            return source;
        }
    }
}
