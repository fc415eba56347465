package org.tidewaiter.gate.docker;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tidewaiter.model.json.MalformedJsonException;
import org.tidewaiter.policy.Reason;
import org.tidewaiter.policy.Verdict;
import org.tidewaiter.policy.fact.Facts;
import org.tidewaiter.policy.fact.ImageFacts;
import org.tidewaiter.policy.fact.RequestFacts;
import org.tidewaiter.policy.fact.WorkloadFacts;
import org.tidewaiter.policy.gate.Gate;
import org.tidewaiter.policy.gate.GateDecision;
import org.tidewaiter.policy.gate.GateQuestion;

/// Decides what a daemon may do. An image is judged where a container is made of it, by what the
/// daemon holds under the name, and again where the container starts, by what it was made of: what
/// happens to names between does not count.
///
/// @param stage that the daemon's containers are at
public record DockerGate(
        String stage, Gate gate, KnownClearances clearances, DockerDaemon daemon, Clock clock) {
    private static final String NEVER = "0001-01-01T00:00:00Z";

    DoorAnswer decide(DaemonCall call) {
        try {
            return switch (DockerRequest.read(call)) {
                case DockerRequest.Harmless _ -> DoorAnswer.PASS;
                case DockerRequest.Refused(var why) -> refused(call, why);
                case DockerRequest.Create create -> create(call, create);
                case DockerRequest.Start(var container) -> start(call, container);
                case DockerRequest.Change change -> change(call, change);
                case DockerRequest.Move move -> move(call, move);
            };
        } catch (MalformedJsonException e) {
            return refused(call, "it can be understood in more than one way: " + e.getMessage());
        } catch (DaemonException e) {
            return refused(call, "the daemon could not be asked about it: " + e.getMessage());
        }
    }

    /// An image that the daemon does not have it says so itself, upon which clients pull.
    private DoorAnswer create(DaemonCall call, DockerRequest.Create create)
            throws MalformedJsonException, DaemonException {
        var name = create.settings().text("Image");
        var workload = Workload.asked(create.settings());
        var told = daemon.image(name);
        if (told.isEmpty()) {
            return DoorAnswer.PASS;
        }
        var image = HeldImage.read(name, told.get());
        var mounts = new DockerMounts(daemon).asked(workload);
        var facts =
                facts(
                        call,
                        "create",
                        Optional.of(image.facts()),
                        Optional.of(
                                workload.facts(create.name(), image.facts().user(), mounts)));
        return boarding(image, facts);
    }

    private DoorAnswer start(DaemonCall call, String name)
            throws MalformedJsonException, DaemonException {
        var container = daemon.container(name);
        if (container.isEmpty()) {
            return refused(call, "there is no container '%s'".formatted(name));
        }
        var image = image(container.get());
        if (image.isEmpty()) {
            return refused(call, "the daemon does not have the image any more that it was made of");
        }
        var started = container.get().object("State").text("StartedAt");
        boolean ran = !started.isEmpty() && !started.equals(NEVER);
        var facts =
                facts(
                        call,
                        ran ? "restart" : "start",
                        Optional.of(image.get().facts()),
                        Optional.of(workload(container.get(), image.get(), GoObject.EMPTY)));
        return boarding(image.get(), facts);
    }

    /// By its id, and under the name that the container was made with.
    private Optional<HeldImage> image(GoObject container)
            throws MalformedJsonException, DaemonException {
        var told = daemon.image(container.text("Image"));
        return told.isEmpty()
                ? Optional.empty()
                : Optional.of(HeldImage.read(container.object("Config").text("Image"), told.get()));
    }

    /// @param changes of `HostConfig`
    private WorkloadFacts workload(GoObject container, HeldImage image, GoObject changes)
            throws MalformedJsonException, DaemonException {
        var workload =
                new Workload(
                        container.object("Config"), container.object("HostConfig").with(changes));
        return workload.facts(
                container.text("Name").replaceFirst("^/", ""),
                image.facts().user(),
                new DockerMounts(daemon).present(container));
    }

    private DoorAnswer change(DaemonCall call, DockerRequest.Change change)
            throws MalformedJsonException, DaemonException {
        var container = daemon.container(change.container());
        if (container.isEmpty()) {
            return DoorAnswer.PASS; // the daemon says so itself, and nothing comes of it
        }
        var image = image(container.get());
        if (image.isEmpty()) {
            return refused(call, "the daemon does not have the image any more that it was made of");
        }
        var present =
                change.act().equals("exec")
                        ? container.get()
                        : container.get();
        var facts =
                facts(
                        call,
                        change.act(),
                        image.map(HeldImage::facts),
                        Optional.of(workload(present, image.get(), GoObject.EMPTY)));
        return permission(facts);
    }

    private DoorAnswer move(DaemonCall call, DockerRequest.Move move)
            throws MalformedJsonException, DaemonException {
        var told =
                move.image().isEmpty() || move.act().equals("pull")
                        ? Optional.<GoObject>empty()
                        : daemon.image(move.image());
        var image =
                told.isEmpty()
                        ? Optional.<ImageFacts>empty()
                        : Optional.of(HeldImage.read(move.image(), told.get()).facts());
        return permission(facts(call, move.act(), image, Optional.empty()));
    }

    private Facts facts(
            DaemonCall call,
            String act,
            Optional<ImageFacts> image,
            Optional<WorkloadFacts> workload) {
        throw new UnsupportedOperationException();
    }

    private DoorAnswer boarding(HeldImage image, Facts facts) {
        throw new UnsupportedOperationException();
    }

    private DoorAnswer permission(Facts facts) {
        throw new UnsupportedOperationException();
    }

    private static DoorAnswer refused(DaemonCall call, String why) {
        throw new UnsupportedOperationException();
    }
}
