package org.tidewaiter.cli;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.image.Image;
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
            arity = "0..1",
            paramLabel = "IMAGE",
            description = {
                "A name in a registry, or a folder with an OCI layout. The prefixes registry: oci: force"
                        + " one."
            })
    private @Nullable String image;

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

    /// The same, before its layers are read.
    interface Reading<T> {
        /// @param options as it was opened with
        T with(Image opened, OpenOptions options) throws Exception;
    }

    /// @throws ProblemException `timeout`, or what the work threw
    <T> T open(TidewaiterCommand program, Work<T> work) throws Exception {
        var chosen = options(program);
        return Deadline.run(
                timeout,
                () -> {
                    var source = opened(program, chosen, (opened, _) -> opened.source());
                    return work.with(source, chosen);
                });
    }

    /// @throws ProblemException `timeout`, or what the reading threw
    <T> T read(TidewaiterCommand program, Reading<T> reading) throws Exception {
        var chosen = options(program);
        return Deadline.run(timeout, () -> opened(program, chosen, reading));
    }

    private OpenOptions options(TidewaiterCommand program) throws ProblemException {
        var options = OpenOptions.standard(registry.optionsOf(name(), program.environment()));
        return Optional.ofNullable(platform).map(options::withPlatform).orElse(options);
    }

    boolean isNamed() {
        return image != null;
    }

    boolean namesPlatform() {
        return platform != null;
    }

    /// As it was typed.
    String name() throws ProblemException {
        if (image == null) {
            throw new ProblemException(
                    "usage",
                    "no image was named",
                    "give one, for example registry.example/app:1 or oci:build/app:1");
        }
        return image;
    }

    private <T> T opened(TidewaiterCommand program, OpenOptions options, Reading<T> reading)
            throws Exception {
        try (var opened = Images.open(name(), options)) {
            var digest = opened.source().digest().map(Object::toString).orElse("");
            program.step("%s is %s".formatted(name(), digest));
            return reading.with(opened, options);
        }
    }
}
