package org.tidewaiter.cli;

import static java.util.Objects.requireNonNull;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.charter.Charter;
import org.tidewaiter.signing.charter.SignedCharter;
import org.tidewaiter.signing.check.RefusedException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The flags that say by which charter, and for which of its stages, an image is judged.
final class StageFlags {
    @Mixin private CharterFlags flags = new CharterFlags();

    @Option(
            names = "--charter",
            paramLabel = "FILE",
            description = "Judge by this charter; with --stage, in place of --key.")
    private @Nullable Path charter;

    @Option(
            names = "--stage",
            paramLabel = "STAGE",
            description = "Whether the image may go there.")
    private @Nullable String stage;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            converter = FlagValues.Moment.class,
            description = "What the charter said then (2026-03-01, or with a time; default: now).")
    private @Nullable Instant at;

    @Option(
            names = "--repository",
            paramLabel = "NAME",
            description =
                    "The repository whose image it is, where its name does not say that:"
                            + " registry.example/app.")
    private @Nullable String repository;

    /// What was chosen.
    ///
    /// @param charter the version that counts at `now`
    /// @param asked whether that time was asked for
    record Chosen(
            SignedCharter signed, Charter charter, String stage, Instant now, boolean asked) {}

    boolean isGiven() {
        return charter != null;
    }

    /// Tells why the charter does not count.
    void tell(RefusedException refused, PrintStream to) {
        CharterFiles.tell(refused, requireNonNull(charter), to);
    }

    /// @throws ProblemException `usage`, if one of these was given without a charter
    void requireNone() throws ProblemException {
        boolean any =
                flags.isPinned()
                        || Stream.of(
                                        Optional.ofNullable(stage),
                                        Optional.ofNullable(at),
                                        Optional.ofNullable(repository))
                                .anyMatch(Optional::isPresent);
        if (any) {
            throw new ProblemException(
                    "usage",
                    "--stage, --at, --repository and --charter-id ask a charter, and none was named",
                    "name it with --charter");
        }
    }

    /// @throws RefusedException if the charter does not count
    /// @throws ProblemException `usage`, `stage-unknown`, and why the charter cannot be read
    Chosen read(TidewaiterCommand program) throws RefusedException, ProblemException {
        if (charter == null || stage == null) {
            throw new ProblemException(
                    "usage",
                    "it was not said for which stage",
                    "name it, for example --stage prod");
        }
        var signed = flags.read(charter, program);
        var now = at == null ? Today.now() : passed(at);
        var version = at == null ? signed.inForce(now) : signed.at(at);
        CharterFiles.requireStage(version, stage);
        return new Chosen(signed, version, stage, now, at != null);
    }

    /// What is issued later does not count yet, so nobody knows what will be said then.
    private static Instant passed(Instant at) throws ProblemException {
        if (at.isAfter(Today.now())) {
            throw new ProblemException(
                    "usage",
                    "--at %s lies in the future".formatted(at),
                    "give a time that has passed, or leave out --at");
        }
        return at;
    }

    /// As `registry/repository`; nothing where it is not known.
    ///
    /// @throws ProblemException `usage`, if one was named of an image whose name says it
    Optional<String> repository(ImageSource source) throws ProblemException {
        var known = source.reference().map(StageFlags::name);
        if (repository == null) {
            return known;
        }
        if (known.isPresent()) {
            throw new ProblemException(
                    "usage",
                    "the image is of %s, as its name says".formatted(known.get()),
                    "leave out --repository, which is for images in folders");
        }
        return Optional.of(
                ImageReference.parse(repository)
                        .map(StageFlags::name)
                        .orElseThrow(() ->
                                new ProblemException(
                                        "usage",
                                        "'%s' is no repository".formatted(repository),
                                        "write it like registry.example/team/app")));
    }

    static String name(ImageReference reference) {
        return reference.registry() + "/" + reference.repository();
    }
}
