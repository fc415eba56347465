package org.tidewaiter.image.pass;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tidewaiter.image.SavedImage;
import org.tidewaiter.image.layer.LayerReading;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Layer;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;

/// Layers of an image that comes only whole: whatever may be a layer is read while it goes by, and
/// what was read is used if the diffID at its end is one that is wanted. Usually one archive is
/// enough; where the cache has all layers, none is asked for.
final class SavedLayers implements Layers {
    private static final Course NOTHING = (_, _, _) -> List.of();

    private final SavedImage image;
    private final LayerWork work;
    private final Progress progress;
    private final long maxPlainBytes;

    /// Which diffID a file of the archive turned out to have; nothing if it cannot be a layer.
    private final Map<String, Optional<Digest>> files = new HashMap<>();

    SavedLayers(SavedImage image, LayerWork work, Progress progress, long maxPlainBytes) {
        this.image = image;
        this.work = work;
        this.progress = progress;
        this.maxPlainBytes = maxPlainBytes;
    }

    @Override
    public List<LayerReading> read(List<Wanted> wanted) throws ProblemException {
        var collected = new Collected(wanted, image.source().layers());
        collected.missing().forEach(one -> addKnown(one, collected));
        if (!isDescribed()) {
            work.knownConfig(image.id()).ifPresent(image::describe);
        }
        while (!isDescribed() || !collected.missing().isEmpty()) {
            receive(collected);
        }
        return collected.inOrder();
    }

    private boolean isDescribed() {
        return image.config().length > 0;
    }

    private void addKnown(Wanted one, Collected collected) {
        var layer = collected.layer(one);
        var known = work.known(one, layer);
        if (known.isPresent()) {
            collected.add(one, known.get());
            progress.finished(layer, true);
        } else {
            progress.started(layer);
        }
    }

    /// @throws ProblemException also if nothing that is missing has come
    private void receive(Collected collected) throws ProblemException {
        var before = collected.missing();
        boolean onlyToTellFiles = files.isEmpty() && collected.commonCourse().isEmpty();
        Parallel.run(1, List.of(() -> receiveArchive(collected)));
        if (!isDescribed()) {
            throw incomplete("a configuration");
        }
        work.keepConfig(image.id(), image.config());
        var missing = collected.missing();
        if (!missing.isEmpty() && missing.equals(before) && !onlyToTellFiles) {
            throw incomplete("the layer " + collected.layer(missing.getFirst()).diffId());
        }
    }

    /// @return whether all that is wanted has come
    private boolean receiveArchive(Collected collected)
            throws ProblemException, InterruptedException {
        return inArchive(archive -> {
            boolean described = isDescribed();
            while (!(described && collected.missing().isEmpty()) && archive.next()) {
                if (archive.isDocument()) {
                    described = described || image.describe(archive.document());
                } else {
                    receiveFile(archive, collected);
                }
            }
            return described && collected.missing().isEmpty();
        });
    }

    /// A second archive is needed where only the first tells which file is the layer.
    @Override
    public synchronized void open(int layer, Set<Integer> files, LayerOpener.Reading reading)
            throws ProblemException, InterruptedException {
        var diffId = image.source().layers().get(layer).diffId();
        for (int archives = 0; archives < 2; archives++) {
            if (inArchive(archive -> readNamed(archive, diffId, reading))) {
                return;
            }
        }
        throw incomplete("the layer " + diffId);
    }

    /// Reads the file that is known to be the layer, and learns what the others are on the way.
    ///
    /// @return whether it came, and was what it was taken for
    private boolean readNamed(SavedArchive archive, Digest diffId, LayerOpener.Reading reading)
            throws IOException, InterruptedException {
        while (archive.next()) {
            var known = files.getOrDefault(archive.name(), archive.digestInName());
            boolean wanted = known.equals(Optional.of(diffId));
            if (!archive.isDocument() && (wanted || !files.containsKey(archive.name()))) {
                var read = archive.layer(wanted ? reading : entries -> work.read(NOTHING, entries));
                var found = read.map(SavedArchive.Identified::diffId);
                files.put(archive.name(), found);
                if (wanted && found.equals(known)) {
                    return true;
                }
            }
        }
        return false;
    }

    private interface ArchiveReading<T> {
        T read(SavedArchive archive) throws ProblemException, IOException, InterruptedException;
    }

    private <T> T inArchive(ArchiveReading<T> reading)
            throws ProblemException, InterruptedException {
        try (var stored = new StoredBytes(image.openSaved(), progress);
                var archive = new SavedArchive(stored, maxPlainBytes)) {
            return reading.read(archive);
        } catch (InterruptedIOException _) {
            throw new InterruptedException();
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            "layer-not-received",
                            "%s could not be read to its end: %s"
                                    .formatted(image.source().name(), LayerOpener.why(e)),
                            "try again; if it stays so, see whether its source is complete"),
                    e);
        }
    }

    private void receiveFile(SavedArchive archive, Collected collected)
            throws IOException, InterruptedException {
        var course = course(archive, collected);
        if (course.isEmpty()) {
            return;
        }
        var read = archive.layer(entries -> work.read(course.get(), entries));
        files.put(archive.name(), read.map(SavedArchive.Identified::diffId));
        if (read.isPresent()) {
            accept(read.get(), course.get(), collected);
        }
    }

    /// @return nothing where the file is known not to be wanted
    private Optional<Course> course(SavedArchive archive, Collected collected) {
        var told =
                archive.digestInName()
                        .filter(diffId ->
                                collected.layers().stream()
                                        .anyMatch(layer -> layer.diffId().equals(diffId)));
        var diffId = files.getOrDefault(archive.name(), told);
        if (diffId.isPresent() || files.containsKey(archive.name())) {
            return diffId.flatMap(collected::courseOf);
        }
        return collected.missing().isEmpty()
                ? Optional.empty()
                : collected.commonCourse().or(() -> Optional.of(NOTHING));
    }

    private void accept(SavedArchive.Identified read, Course course, Collected collected) {
        for (var one : collected.answeredBy(read.diffId(), course)) {
            Layer layer = collected.layer(one);
            collected.add(one, read.reading());
            work.keep(one, layer, read.reading());
            progress.finished(layer, false);
        }
    }

    private ProblemException incomplete(String what) {
        return new ProblemException(
                "digest-mismatch",
                "%s is not what its source says: %s never came"
                        .formatted(image.source().name(), what),
                "pull or build the image again; if it stays so, the engine's storage is damaged");
    }
}
