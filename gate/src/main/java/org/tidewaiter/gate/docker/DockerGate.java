package org.tidewaiter.gate.docker;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tidewaiter.gate.DoorDecision;
import org.tidewaiter.gate.KnownClearances;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.json.MalformedJsonException;
import org.tidewaiter.policy.fact.Facts;
import org.tidewaiter.policy.fact.ImageFacts;
import org.tidewaiter.policy.fact.RequestFacts;
import org.tidewaiter.policy.fact.WorkloadFacts;
import org.tidewaiter.policy.gate.Gate;
import org.tidewaiter.policy.gate.GateGrounds;
import org.tidewaiter.policy.gate.GateQuestion;

/// Decides what a daemon may do. An image is judged where a container is made of it, by what the
/// daemon holds under the name, and again where the container starts, by what it was made of: what
/// happens to names between does not count.
///
/// @param stage that the daemon's containers are at
/// @param decided is told each decision, and must not hold it up
record DockerGate(
        String stage,
        Gate gate,
        KnownClearances clearances,
        DockerDaemon daemon,
        Clock clock,
        Consumer<DoorDecision> decided) {
    private static final String NEVER = "0001-01-01T00:00:00Z";

    private static final Pattern ID_OR_PART = Pattern.compile("[0-9a-f]{1,64}");

    /// Below the time after which the daemon is not answered any more.
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// One that nobody is told the decisions of.
    DockerGate(
            String stage, Gate gate, KnownClearances clearances, DockerDaemon daemon, Clock clock) {
        this(stage, gate, clearances, daemon, clock, _ -> {});
    }

    /// What was decided, with what it rests on.
    ///
    /// @param grounds nothing where no rule was asked
    private record Decided(
            DoorAnswer answer,
            String subject,
            Optional<Digest> about,
            Optional<Supplier<GateGrounds>> grounds) {
        static Decided of(DoorAnswer answer) {
            return new Decided(answer, "", Optional.empty(), Optional.empty());
        }
    }

    /// @param request what the call means
    DoorAnswer decide(DaemonCall call, DockerRequest request) {
        var asked = new DaemonInTime(daemon, PATIENCE);
        var answer = new DockerGate(stage, gate, clearances, asked, clock).judged(call, request);
        if (asked.isOver()) {
            answer = refused(call, "it took too long to decide about it");
        }
        if (!(request instanceof DockerRequest.Harmless)) {
            tell(call, answer);
        }
        return answer.answer();
    }

    private void tell(DaemonCall call, Decided one) {
        var words =
                one.answer().log().isEmpty()
                        ? DoorAnswer.line("let through", call, one.subject())
                        : one.answer().log();
        decided.accept(new DoorDecision(clock.instant(), one.about(), stage, words, one.grounds()));
    }

    private Decided judged(DaemonCall call, DockerRequest request) {
        try {
            return switch (request) {
                case DockerRequest.Harmless _ -> Decided.of(DoorAnswer.PASS);
                case DockerRequest.Refused(var why) -> refused(call, why);
                case DockerRequest.Create create -> create(call, create);
                case DockerRequest.Start(var container) -> start(call, container);
                case DockerRequest.Change change -> change(call, change);
                case DockerRequest.Connect connect -> connect(call, connect);
                case DockerRequest.Move move -> move(call, move);
            };
        } catch (MalformedJsonException e) {
            return refused(call, "it can be understood in more than one way: " + e.getMessage());
        } catch (DaemonException e) {
            return refused(call, "the daemon could not be asked about it: " + e.getMessage());
        }
    }

    /// An image that the daemon does not have it says so itself, upon which clients pull.
    private Decided create(DaemonCall call, DockerRequest.Create create)
            throws MalformedJsonException, DaemonException {
        var name = create.settings().text("Image");
        var workload = Workload.asked(create.settings());
        var told = daemon.image(name);
        if (told.isEmpty()) {
            return Decided.of(DoorAnswer.PASS);
        }
        var image = HeldImage.read(name, told.get());
        var mounts = new DockerMounts(daemon).asked(workload);
        var facts =
                facts(
                        call,
                        "create",
                        Optional.of(image.facts()),
                        Optional.of(workload.facts(create.name(), image.facts().user(), mounts)));
        return boarding(call, image, facts);
    }

    private Decided start(DaemonCall call, String name)
            throws MalformedJsonException, DaemonException {
        var container = container(name);
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
                        Optional.of(
                                present(
                                        container.get(),
                                        image.get(),
                                        Workload.present(container.get()))));
        return boarding(call, image.get(), facts);
    }

    /// The daemon looks for a name first, and then for an id that begins so: where both may be, it
    /// is not certain that it finds the same one again.
    ///
    /// @throws DaemonException also where another one could be found
    private Optional<GoObject> container(String name)
            throws MalformedJsonException, DaemonException {
        var container = daemon.container(name);
        if (container.isEmpty() || !ID_OR_PART.matcher(name).matches()) {
            return container;
        }
        var id = container.get().text("Id");
        if (!id.startsWith(name)) {
            for (char next : "0123456789abcdef".toCharArray()) {
                var other = daemon.container(name + next);
                if (other.isPresent() && !other.get().text("Id").equals(id)) {
                    throw new DaemonException(
                            "'%s' is a name and may be another container's id: give the whole id"
                                    .formatted(name));
                }
            }
        }
        return container;
    }

    /// By its id, and under the name that the container was made with.
    private Optional<HeldImage> image(GoObject container)
            throws MalformedJsonException, DaemonException {
        var told = daemon.image(container.text("Image"));
        return told.isEmpty()
                ? Optional.empty()
                : Optional.of(HeldImage.read(container.object("Config").text("Image"), told.get()));
    }

    private WorkloadFacts present(GoObject container, HeldImage image, Workload workload)
            throws MalformedJsonException, DaemonException {
        return workload.facts(
                container.text("Name").replaceFirst("^/", ""),
                image.facts().user(),
                new DockerMounts(daemon).present(container));
    }

    private Decided change(DaemonCall call, DockerRequest.Change change)
            throws MalformedJsonException, DaemonException {
        return changed(
                call,
                change.act(),
                change.container(),
                present ->
                        switch (change.act()) {
                            case "exec" -> present.executing(change.settings());
                            case "update" -> present.updated(change.settings());
                            default -> present;
                        });
    }

    private Decided connect(DaemonCall call, DockerRequest.Connect connect)
            throws MalformedJsonException, DaemonException {
        var name = connect.settings().text("Container");
        return DockerRequest.CONTAINER.matcher(name).matches()
                ? changed(call, "connect", name, present -> present.connected(connect.network()))
                : refused(call, "'%s' is no container".formatted(name));
    }

    private interface Alteration {
        Workload of(Workload present) throws MalformedJsonException;
    }

    private Decided changed(DaemonCall call, String act, String name, Alteration alteration)
            throws MalformedJsonException, DaemonException {
        var container = container(name);
        if (container.isEmpty()) {
            return refused(call, "there is no container '%s'".formatted(name));
        }
        var image = image(container.get());
        if (image.isEmpty()) {
            return refused(call, "the daemon does not have the image any more that it was made of");
        }
        var changed = alteration.of(Workload.present(container.get()));
        var facts =
                facts(
                        call,
                        act,
                        image.map(HeldImage::facts),
                        Optional.of(present(container.get(), image.get(), changed)));
        return permission(call, facts);
    }

    private Decided move(DaemonCall call, DockerRequest.Move move)
            throws MalformedJsonException, DaemonException {
        if (move.name().isEmpty()) {
            return permission(call, facts(call, move.act(), Optional.empty(), Optional.empty()));
        }
        var told = move.image().isEmpty() ? Optional.<GoObject>empty() : daemon.image(move.image());
        var image =
                told.isEmpty()
                        ? HeldImage.wanted(move.name())
                        : HeldImage.read(move.image(), told.get()).named(move.name());
        return permission(call, facts(call, move.act(), Optional.of(image), Optional.empty()));
    }

    private Facts facts(
            DaemonCall call,
            String act,
            Optional<ImageFacts> image,
            Optional<WorkloadFacts> workload) {
        var request =
                new RequestFacts(
                        act,
                        "docker",
                        call.user(),
                        List.of(),
                        call.authentication().toLowerCase(Locale.ROOT),
                        "",
                        call.authentication().equals("TLS"));
        return Facts.of(stage, clock.instant()).asked(image, workload, request);
    }

    private Decided boarding(DaemonCall call, HeldImage image, Facts facts) {
        var known = clearances.about(image.sought());
        var question =
                new GateQuestion(
                        image.digests(),
                        image.repositories(),
                        facts,
                        known.clearances(),
                        known.heads(),
                        known.broken(),
                        known.trouble());
        var decision = gate.decide(question);
        return new Decided(
                DoorAnswer.of(
                        call,
                        facts,
                        decision.verdict(),
                        decision.missing().stream().map(one -> about(image, one)).toList(),
                        known.notes()),
                DoorAnswer.subject(facts),
                facts.image().flatMap(it -> Digest.parse(it.configDigest())),
                Optional.of(() -> gate.grounds(question)));
    }

    /// With the name by which the image can be found, where it has one.
    private static String about(HeldImage image, String command) {
        return image.places().isEmpty()
                ? command
                : command.replaceFirst(
                        " IMAGE$", Matcher.quoteReplacement(" " + image.places().getFirst()));
    }

    private Decided permission(DaemonCall call, Facts facts) {
        return new Decided(
                DoorAnswer.of(call, facts, gate.permit(facts), List.of(), List.of()),
                DoorAnswer.subject(facts),
                facts.image().flatMap(image -> Digest.parse(image.configDigest())),
                Optional.of(() -> gate.grounds(facts)));
    }

    private static Decided refused(DaemonCall call, String why) {
        return Decided.of(DoorAnswer.refused(call, "this request is not let through: " + why));
    }
}
