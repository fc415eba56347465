package org.tidewaiter.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.image.OpenOptions;
import org.tidewaiter.image.cache.LayerCache;
import org.tidewaiter.image.engine.EngineOptions;
import org.tidewaiter.image.pass.PassOptions;
import org.tidewaiter.model.Platform;
import org.tidewaiter.model.ProblemException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The flags that say which image, and how to get at it.
final class SourceFlags {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "IMAGE",
            description = {
                "A folder (OCI layout or file system), a bill of materials, an archive, an image of a"
                        + " local Docker or Podman engine, or a name in a registry, tried in that order."
                        + " The prefixes dir: oci: sbom: archive: docker: podman: registry: force one."
            })
    @Nullable String image;

    @Option(names = "--input", paramLabel = "FILE", description = "The image is this archive.")
    @Nullable Path input;

    @Option(
            names = "--platform",
            paramLabel = "OS/ARCH[/VARIANT]",
            description = "Which image of an index; by default this machine's.")
    @Nullable Platform platform;

    @Mixin RegistryFlags registry = new RegistryFlags();

    @Option(
            names = "--skip-dirs",
            split = ",",
            hideParamSyntax = true,
            paramLabel = "PATH",
            description = "Leave these folders out; may be repeated, * and ** are understood.")
    List<String> skippedFolders = new ArrayList<>();

    @Option(
            names = "--skip-files",
            split = ",",
            hideParamSyntax = true,
            paramLabel = "PATH",
            description = "Leave these files out; may be repeated, * and ** are understood.")
    List<String> skippedFiles = new ArrayList<>();

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "5m",
            description = "Give up after this long: 90s, 5m, 1h30m; 0 is never (default: 5m).")
    Duration timeout = Duration.ofMinutes(5);

    @Option(
            names = "--no-cache",
            fallbackValue = "true",
            description = "Read every layer anew, and keep nothing.")
    boolean noCache;

    @Option(
            names = "--cache-size",
            paramLabel = "SIZE",
            description =
                    "Keep layers up to this size: 500m, 2g; 0 is no bound (default: 2g). What was not"
                            + " used for longest goes first.")
    FlagValues.Size cacheSize = new FlagValues.Size(LayerCache.STANDARD_BYTES);

    OpenOptions openOptions(Map<String, String> environment) throws ProblemException {
        var named = image == null ? "" : image;
        var options =
                OpenOptions.standard(registry.optionsOf(named, environment))
                        .withEngines(EngineOptions.standard(environment));
        return platform == null ? options : options.withPlatform(platform);
    }

    PassOptions passOptions() {
        var skipped = new ArrayList<String>();
        for (var folder : skippedFolders) {
            skipped.add(inside(folder) + "/**");
        }
        for (var file : skippedFiles) {
            skipped.add(inside(file));
        }
        return PassOptions.standard().withSkipped(skipped);
    }

    LayerCache cache(Places places) throws ProblemException {
        return noCache || places.isNowhere()
                ? LayerCache.none()
                : LayerCache.in(places.layers(), cacheSize.bytes(), InstantSource.system());
    }

    private static String inside(String path) {
        return path.replaceFirst("^\\.?/+", "").replaceFirst("/+$", "");
    }

    /// The name to open: `--input FILE` forces an archive.
    String name() throws ProblemException {
        if ((image == null) == (input == null)) {
            throw new ProblemException(
                    "usage",
                    image == null ? "no image was named" : "both IMAGE and --input were given",
                    "give one image, for example 'tidewaiter scan alpine:3.20'");
        }
        return image != null ? image : "archive:" + input;
    }

    void requireNoImage() throws ProblemException {
        if (image != null || input != null) {
            throw new ProblemException(
                    "usage",
                    "both an image and --running were given",
                    "give one of them; '--running docker' or '--running podman' names the engine");
        }
    }
}
