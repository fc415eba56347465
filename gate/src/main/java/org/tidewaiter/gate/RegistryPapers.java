package org.tidewaiter.gate;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.tidewaiter.gate.ClearanceFolder.CharterSource;
import org.tidewaiter.image.Images;
import org.tidewaiter.image.OpenOptions;
import org.tidewaiter.image.SourceKind;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.Platform;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.charter.SignedCharter;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.clearance.HeadFile;
import org.tidewaiter.signing.clearance.HeadMemory;
import org.tidewaiter.signing.clearance.HeadPlace;
import org.tidewaiter.signing.clearance.Papers;

/// Brings what a registry has beside an image, and the head of its repository, into a folder of
/// clearances. What is not verified does not come there, nor what is about another image or stage.
///
/// @param heads which of them were seen
record RegistryPapers(
        String stage,
        FetchedFiles files,
        CharterSource charter,
        HeadMemory heads,
        Registries registries,
        Clock clock,
        ReentrantLock headWriting) {
    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final int MAX_CLEARANCES = 50;
    private static final int MAX_NOTES = 5;

    /// What a registry answers when it is asked for something, and it is not there or none.
    private static final Set<String> ANSWERS =
            Set.of("image-not-found", "blob-not-found", "digest-mismatch", "artifact-broken");

    RegistryPapers(
            String stage,
            FetchedFiles files,
            CharterSource charter,
            HeadMemory heads,
            Registries registries,
            Clock clock) {
        this(stage, files, charter, heads, registries, clock, new ReentrantLock());
    }

    /// @param place with a digest
    /// @return what was found and does not count, for people
    /// @throws ProblemException where it cannot be told what is there
    List<String> fetch(ImageReference place, Optional<Platform> platform)
            throws ProblemException, IOException, RefusedException {
        var signed = charter.read();
        var notes = new ArrayList<String>();
        var options = options(place, platform);
        try (var image = Images.open(place.toString(), options)) {
            var source = image.source();
            head(place, new HeadPlace(source, options), signed, notes);
            papers(source, options, signed, notes);
        } catch (ProblemException e) {
            if (!ANSWERS.contains(e.problem().code())) {
                throw e;
            }
            notes.add(e.problem().what());
        }
        return notes;
    }

    private OpenOptions options(ImageReference place, Optional<Platform> platform)
            throws ProblemException {
        var registry = registries.of(place.registry()).withTimeout(SILENCE);
        var options = OpenOptions.standard(registry).withKind(SourceKind.REGISTRY);
        return platform.map(options::withPlatform).orElse(options);
    }

    private void head(
            ImageReference image, HeadPlace place, SignedCharter signed, List<String> notes)
            throws ProblemException, IOException {
        var repository = image.registry() + "/" + image.repository();
        try {
            var found = place.find(stage);
            if (found.isPresent()) {
                keepHead(repository, found.get(), signed);
            } else if (heads.newest(repository, stage, signed.id()) > 0) {
                notes.add(
                        "no head stands at %s any more, where one was seen".formatted(repository));
            }
        } catch (RefusedException e) {
            notes.add("the head that stands at %s: %s".formatted(repository, Words.of(e)));
        } catch (ProblemException e) {
            if (!ANSWERS.contains(e.problem().code())) {
                throw e;
            }
            notes.add(e.problem().what());
        }
    }

    /// One at a time, so that none takes the place of a newer one.
    private void keepHead(String repository, byte[] file, SignedCharter signed)
            throws RefusedException, IOException {
        var now = clock.instant();
        var head = HeadFile.readOf(repository, stage, file, signed, now);
        headWriting.lock();
        try {
            heads.remember(head, file, signed, now);
            files.keepHead(repository, stage, file);
        } finally {
            headWriting.unlock();
        }
    }

    private void papers(
            ImageSource source, OpenOptions options, SignedCharter signed, List<String> notes)
            throws ProblemException, IOException, RefusedException {
        var papers = Papers.beside(source, options, signed, clock.instant());
        var subjects = new HashSet<Digest>(source.indexes());
        source.digest().ifPresent(subjects::add);
        source.configDigest().ifPresent(subjects::add);
        int kept = 0;
        for (var one : papers.clearances()) {
            if (one.stage().equals(stage)
                    && !Collections.disjoint(one.subjects(), subjects)
                    && kept++ < MAX_CLEARANCES) {
                files.keep(papers.file(one.id()), ClearanceFolder.CLEARANCE, clock.instant());
            }
        }
        for (var one : papers.broken()) {
            if (one.stage().equals(stage) && subjects.contains(one.subject())) {
                files.keep(papers.file(one.id()), ClearanceFolder.BREAK_GLASS, clock.instant());
            }
        }
        papers.unread().ifPresent(notes::add);
        papers.refused().stream()
                .limit(MAX_NOTES)
                .map(one ->
                        "%s beside it does not count: %s"
                                .formatted(one.digest(), one.refusal().meaning()))
                .forEach(notes::add);
    }
}
