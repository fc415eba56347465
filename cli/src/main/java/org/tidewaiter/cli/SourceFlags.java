package org.tidewaiter.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.model.ProblemException;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The flags that say which image, and how to get at it.
final class SourceFlags {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "IMAGE",
            description = {
                "A folder (OCI layout or file system), an archive, or a name in a registry, tried in"
                        + " that order. The prefixes dir: oci: archive: registry: force one."
            })
    @Nullable String image;

    @Option(names = "--input", paramLabel = "FILE", description = "The image is this archive.")
    @Nullable Path input;

    @Option(
            names = "--platform",
            paramLabel = "OS/ARCH[/VARIANT]",
            description = "Which image of an index; by default this machine's.")
    @Nullable String platform;

    @Option(
            names = "--ca-certificate",
            paramLabel = "FILE",
            description = "Trust this certificate authority too (PEM); may be repeated.")
    List<Path> authorities = new ArrayList<>();

    @Option(
            names = {"--plain-http", "--insecure"},
            description = "Speak HTTP to the registry, also where it is not on this machine.")
    boolean plainHttp;

    @Option(
            names = "--skip-dirs",
            split = ",",
            paramLabel = "PATH",
            description = "Leave these folders out; may be repeated, * and ** are understood.")
    List<String> skippedFolders = new ArrayList<>();

    @Option(
            names = "--skip-files",
            split = ",",
            paramLabel = "PATH",
            description = "Leave these files out; may be repeated, * and ** are understood.")
    List<String> skippedFiles = new ArrayList<>();

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "5m",
            description = "Give up after this long: 90s, 5m, 1h (default: ${DEFAULT-VALUE}).")
    String timeout = "5m";

    @Option(
            names = "--cache-dir",
            paramLabel = "DIR",
            description = "Where readings of layers are kept (default: ~/.cache/tidewaiter).")
    @Nullable Path cache;

    @Option(names = "--no-cache", description = "Read every layer anew, and keep nothing.")
    boolean noCache;

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
}
