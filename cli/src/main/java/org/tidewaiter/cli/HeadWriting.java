package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.image.OpenOptions;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.clearance.Head;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.clearance.HeadFile;
import org.tidewaiter.signing.clearance.HeadMemory;
import org.tidewaiter.signing.clearance.HeadPlace;
import org.tidewaiter.signing.clearance.NextHead;
import org.tidewaiter.signing.clearance.NextHead.News;
import org.tidewaiter.signing.ledger.EntryKind;
import org.tidewaiter.signing.ledger.LedgerEntry.Note;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Writes the next head of a repository and stage: into the repository, and into a file.
final class HeadWriting {
    @Mixin private LedgerFlags ledger = new LedgerFlags();

    @Option(
            names = "--head",
            paramLabel = "FILE",
            description = "Write the head into this file too.")
    private @Nullable Path file;

    LedgerFlags ledger() {
        return ledger;
    }

    /// That no older head stands there than was seen, nor none at all where one was, nor one of
    /// another repository or stage.
    ///
    /// @param repository empty where none is known
    /// @throws RefusedException if one does, or it is none
    void requireNewest(
            ImageSource source,
            OpenOptions options,
            Certifying who,
            String repository,
            TidewaiterCommand program)
            throws ProblemException, IOException, RefusedException {
        var before = new HeadPlace(source, options).find(who.stage());
        if (before.isPresent()) {
            try {
                remember(before.get(), who, repository, program);
            } catch (RefusedException e) {
                throw standing(e);
            }
            return;
        }
        long seen = seen(who, repository, program);
        if (seen > 0) {
            throw new RefusedException(
                    Refusal.HEAD_ROLLBACK, "none stands there; number %d was seen".formatted(seen));
        }
    }

    private static RefusedException standing(RefusedException e) {
        var words = "the head that stands there; 'tidewaiter head show' tells more";
        return new RefusedException(
                e.refusal(), e.detail().isEmpty() ? words : "%s: %s".formatted(words, e.detail()));
    }

    /// @param repository empty where none is known
    /// @param life for how long it is good
    /// @throws RefusedException if a newer one was seen here before
    Head write(
            ImageSource source,
            OpenOptions options,
            Certifying who,
            String repository,
            Duration life,
            News news,
            TidewaiterCommand program)
            throws ProblemException, IOException, RefusedException {
        requireNewest(source, options, who, repository, program);
        return put(source, options, next(who, repository, life, news, program), who, program);
    }

    /// Goes on from a head that stands there by a former certifier, or stands elsewhere.
    ///
    /// @param followed a file of it
    /// @throws RefusedException if it is none that a certifier has signed, or a newer one was seen
    ///   here before, or more was withdrawn
    Head follow(
            ImageSource source,
            OpenOptions options,
            Certifying who,
            byte[] followed,
            NextHead next,
            TidewaiterCommand program)
            throws ProblemException, IOException, RefusedException {
        var head = next.follows().orElseThrow();
        try {
            memory(program).require(head, followed, who.charter(), who.now());
        } catch (IOException e) {
            throw forgotten(e);
        }
        return put(source, options, next, who, program);
    }

    NextHead next(
            Certifying who, String repository, Duration life, News news, TidewaiterCommand program)
            throws ProblemException {
        return new NextHead(
                who.charter(),
                who.key(),
                repository,
                who.stage(),
                who.now(),
                life,
                news,
                Optional.empty(),
                seen(who, repository, program));
    }

    private Head put(
            ImageSource source,
            OpenOptions options,
            NextHead next,
            Certifying who,
            TidewaiterCommand program)
            throws ProblemException, IOException, RefusedException {
        var place = new HeadPlace(source, options);
        place.put(who.stage(), next);
        var written =
                place.find(who.stage())
                        .orElseThrow(() -> new IOException("the head was removed at once"));
        var head = remember(written, who, next.repository(), program);
        ledger.append(
                new Note(
                        EntryKind.HEAD,
                        who.holder(),
                        Optional.of(HeadFile.digest(written)),
                        who.stage(),
                        "number %d of %s, until %s, floor %d, %d withdrawn, %d lapsed%s"
                                .formatted(
                                        head.sequence(),
                                        head.repository().isEmpty()
                                                ? "all repositories"
                                                : head.repository(),
                                        head.expires(),
                                        head.floor(),
                                        head.withdrawn().size(),
                                        head.lapsed().size(),
                                        next.follows()
                                                .map(it ->
                                                        ", follows number %d of %s"
                                                                .formatted(
                                                                        it.sequence(),
                                                                        it.certifier()))
                                                .orElse("")),
                        ""),
                program);
        if (file != null) {
            AtomicFile.write(file, out -> out.write(written));
        }
        return head;
    }

    private static Head remember(
            byte[] written, Certifying who, String repository, TidewaiterCommand program)
            throws ProblemException, RefusedException {
        var head = HeadFile.readOf(repository, who.stage(), written, who.charter(), who.now());
        try {
            memory(program).remember(head, written, who.charter(), who.now());
        } catch (IOException e) {
            throw forgotten(e);
        }
        return head;
    }

    private static long seen(Certifying who, String repository, TidewaiterCommand program)
            throws ProblemException {
        try {
            return memory(program).newest(repository, who.stage(), who.charter().id());
        } catch (IOException e) {
            throw forgotten(e);
        }
    }

    private static HeadMemory memory(TidewaiterCommand program) throws ProblemException {
        return new HeadMemory(LedgerFlags.state("heads", program.environment()));
    }

    private static ProblemException forgotten(IOException e) {
        return new ProblemException(
                new Problem(
                        "head-memory",
                        "which head was seen cannot be remembered: " + e.getMessage(),
                        "mend that: an older one could be put in its place unseen"),
                e);
    }
}
