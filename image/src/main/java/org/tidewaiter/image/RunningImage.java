package org.tidewaiter.image;

import java.util.List;
import org.tidewaiter.image.engine.Engine;
import org.tidewaiter.image.engine.RunningContainer;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ProblemException;

/// An image that containers run.
///
/// @param engine that has it
/// @param containers at least one, all of this image, by name
public record RunningImage(Engine engine, List<RunningContainer> containers) {
    public RunningImage {
        containers = List.copyOf(containers);
    }

    /// Of its configuration; where the engine keeps its images with containerd, of its manifest or
    /// index.
    public Digest id() {
        return containers.getFirst().imageId().orElseThrow();
    }

    /// Under which the first container runs it, with the prefix of the engine.
    public String name() {
        return EngineSearch.source(engine.kind()).word() + ":" + containers.getFirst().image();
    }

    /// The very image that runs, also where its name means another by now.
    ///
    /// @throws ProblemException those of [Engine], and `image-not-found` if the engine has removed
    ///   it and its containers go on running
    public Image open() throws ProblemException {
        var found = engine.inspect(id().toString());
        if (found.isEmpty()) {
            throw new ProblemException(
                    "image-not-found",
                    "%s has no image %s any more".formatted(engine, id()),
                    "start the container anew from an image that is there");
        }
        return new EngineImage(name(), EngineSearch.source(engine.kind()), engine, found.get());
    }
}
