package org.tidewaiter.gate.docker;

import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Consumer;
import org.tidewaiter.gate.DoorDecision;
import org.tidewaiter.gate.KnownClearances;
import org.tidewaiter.image.engine.Engine;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.policy.gate.Gate;

/// The door of one daemon.
///
/// @param stage that the daemon's containers are at
/// @param engine the daemon, to be asked what it has
/// @param decided is told each decision, and must not hold it up
public record DockerDoor(
        String stage,
        Gate gate,
        KnownClearances clearances,
        Engine engine,
        Clock clock,
        Consumer<DoorDecision> decided) {
    /// One that nobody is told the decisions of.
    public DockerDoor(
            String stage, Gate gate, KnownClearances clearances, Engine engine, Clock clock) {
        this(stage, gate, clearances, engine, clock, _ -> {});
    }

    /// @param socket where the daemon will ask
    /// @param log takes one line for each refusal and warning
    /// @throws ProblemException `door-occupied`, `door-failed`
    public PluginServer open(Path socket, Consumer<String> log) throws ProblemException {
        var decisions =
                new DockerGate(
                        stage, gate, clearances, new DockerDaemon.OfEngine(engine), clock, decided);
        return PluginServer.start(decisions, socket, log);
    }
}
