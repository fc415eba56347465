package org.tidewaiter.signing.clearance;

import java.io.IOException;
import java.util.Optional;
import org.tidewaiter.image.OpenOptions;
import org.tidewaiter.image.Referrers;
import org.tidewaiter.image.artifact.ArtifactStore;
import org.tidewaiter.image.artifact.ArtifactStore.Succession;
import org.tidewaiter.image.manifest.SubjectTag;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.ProblemException;

/// Where the heads of an image's repository are kept: under a tag for each stage.
///
/// @param source of an image that was opened
/// @param options as it was opened with
public record HeadPlace(ImageSource source, OpenOptions options) {
    /// @return the file; nothing where there is none, or nothing is kept beside such images
    /// @throws ProblemException where that cannot be told
    public Optional<byte[]> find(String stage) throws ProblemException, IOException {
        try (var store = store()) {
            return store.blob(tag(stage), HeadFile.TYPE, HeadFile.MAX_BYTES);
        }
    }

    /// @param next the file that follows from the one before
    /// @throws ProblemException `evidence-nowhere`
    public void put(String stage, Succession next) throws ProblemException, IOException {
        try (var store = store()) {
            store.succeed(tag(stage), HeadFile.TYPE, HeadFile.MAX_BYTES, next);
        }
    }

    private ArtifactStore store() throws ProblemException {
        try (var referrers = Referrers.of(source, options).orElseThrow(this::nowhere)) {
            return ArtifactStore.at(referrers.place(), options.registry());
        }
    }

    private ProblemException nowhere() {
        return new ProblemException(
                "evidence-nowhere",
                "%s comes from a %s, where no head is kept".formatted(source.name(), source.kind()),
                "name the image in its registry, or a folder with an OCI layout");
    }

    /// Stages have letters that tags have not, and no capital ones.
    static String tag(String stage) {
        return SubjectTag.OF_REPOSITORY + "head." + stage.replace("@", "_AT_");
    }
}
