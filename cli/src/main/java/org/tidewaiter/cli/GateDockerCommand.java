package org.tidewaiter.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.gate.ClearanceFolder;
import org.tidewaiter.gate.DecisionLedger;
import org.tidewaiter.gate.FetchedClearances;
import org.tidewaiter.gate.docker.DockerDoor;
import org.tidewaiter.gate.docker.PluginServer;
import org.tidewaiter.image.engine.Engine;
import org.tidewaiter.image.engine.EngineKind;
import org.tidewaiter.image.engine.EngineOptions;
import org.tidewaiter.image.engine.Engines;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.policy.gate.Gate;
import org.tidewaiter.policy.rule.Policy;
import org.tidewaiter.signing.charter.Role;
import org.tidewaiter.signing.charter.SignedCharter;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.clearance.HeadMemory;
import org.tidewaiter.signing.ledger.Ledger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `tidewaiter gate docker`: the plugin that a Docker daemon asks before it does anything.
@Command(
        name = "docker",
        description = "Stand at the door of a Docker daemon: what is not cleared does not start.",
        footer = {
            "  tidewaiter gate docker --stage prod --charter acme.charter --policy prod.yaml --clearances cleared",
            "",
            "The daemon asks where it was started with --authorization-plugin=tidewaiter, or has the line",
            "\"authorization-plugins\": [\"tidewaiter\"] in its daemon.json. While nobody stands at the door,",
            "it refuses everything.",
        })
final class GateDockerCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration FAREWELL = Duration.ofSeconds(8);

    @ParentCommand private GateCommand gate;
    @Mixin private CharterFlags flags = new CharterFlags();

    @Option(
            names = "--stage",
            required = true,
            paramLabel = "STAGE",
            description = "The stage that the daemon's containers are at, as the charter names it.")
    private String stage;

    @Option(
            names = "--charter",
            required = true,
            paramLabel = "FILE",
            description = "Who may clear; read again when clearances are.")
    private Path charter;

    @Option(
            names = "--policy",
            required = true,
            paramLabel = "FILE|NAME",
            description = "Whose rules about requests and containers are asked.")
    private Path policy;

    @Option(
            names = "--clearances",
            required = true,
            paramLabel = "DIR",
            description =
                    "Where the clearances are: *.clearance.json, *.head.json and"
                            + " *.break-glass.json. What comes and goes counts at once. What"
                            + " registries have is kept here too.")
    private Path clearances;

    @Option(
            names = "--repository",
            paramLabel = "NAME",
            split = ",",
            hideParamSyntax = true,
            description =
                    "Look in this repository for clearances and heads of its images, or with /* at"
                            + " the end in all below (registry.example/shop/*); may be repeated.")
    private List<String> repositories = new ArrayList<>();

    @Mixin private RegistryFlags registries = new RegistryFlags();

    @Option(
            names = "--head-memory",
            paramLabel = "DIR",
            description =
                    "Where the newest head that was seen is remembered (default: tidewaiter/heads in"
                            + " $XDG_STATE_HOME or ~/.local/state, else 'heads' in the folder of"
                            + " clearances).")
    private @Nullable Path memory;

    @Option(
            names = "--socket",
            paramLabel = "PATH",
            defaultValue = "/run/docker/plugins/tidewaiter.sock",
            description = "Where the daemon asks (default: ${DEFAULT-VALUE}).")
    private Path socket;

    @Option(
            names = "--discovery-file",
            paramLabel = "PATH",
            description =
                    "Write where the socket is, for a daemon to find one that is elsewhere:"
                            + " /etc/docker/plugins/tidewaiter.spec.")
    private @Nullable Path discovery;

    @Option(
            names = "--ledger",
            paramLabel = "FILE",
            description =
                    "Note each decision in this ledger, with what it rests on, for 'policy replay'.")
    private @Nullable Path ledger;

    @Option(
            names = "--docker",
            paramLabel = "URL",
            description =
                    "Where the daemon is (default: $DOCKER_HOST, or unix:///var/run/docker.sock).")
    private @Nullable String docker;

    @Override
    public Integer call() throws Exception {
        requireStage();
        var folder =
                new ClearanceFolder(clearances, this::charter, headMemory(), Clock.systemUTC());
        var err = gate.program.streams().err();
        try (var known = clearances(folder)) {
            return stand(folder, known, err);
        }
    }

    private int stand(ClearanceFolder folder, FetchedClearances known, PrintStream err)
            throws Exception {
        var rules = RuleFiles.policy(policy);
        var engine = engine();
        var noted = new CountDownLatch(1);
        try (var decisions = decisions(rules, err)) {
            var door =
                    new DockerDoor(
                            stage, new Gate(rules), known, engine, Clock.systemUTC(), decisions);
            try (var server = door.open(socket, line -> err.println(OneLine.of(line)))) {
                announce(server);
                var trouble = folder.known().trouble();
                if (!trouble.isEmpty()) {
                    CharterFiles.note(trouble, err);
                }
                endInOrder(server, noted);
                server.await();
            }
        } finally {
            noted.countDown();
        }
        return ExitCodes.PASSED;
    }

    /// A signal closes the door, and what was decided is noted before the process ends.
    ///
    /// @param noted counted down when it is
    private static void endInOrder(PluginServer server, CountDownLatch noted) {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> {
                            close(server);
                            try {
                                noted.await(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
                            } catch (InterruptedException _) {
                                Thread.currentThread().interrupt();
                            }
                        }));
    }

    private DecisionLedger decisions(Policy rules, PrintStream err) throws ProblemException {
        if (ledger == null) {
            return DecisionLedger.none();
        }
        try {
            return DecisionLedger.open(
                    new Ledger(ledger),
                    "gate docker",
                    stage,
                    "the door opens by the policy %s (%s)".formatted(rules.name(), rules.digest()),
                    line -> err.println(OneLine.of(line)));
        } catch (IOException e) {
            throw LedgerFlags.unwritable(ledger, e);
        }
    }

    /// @throws ProblemException also where what is named is no repository
    private FetchedClearances clearances(ClearanceFolder folder) throws ProblemException {
        for (var name : repositories) {
            if (!Role.isRepositories(name)) {
                throw new ProblemException(
                        "usage",
                        "'%s' is no repository".formatted(name),
                        "write it like registry.example/team/app, or registry.example/team/*");
            }
        }
        var environment = gate.program.environment();
        registries.options("", environment); // what is wrong with these flags is told now
        try {
            return FetchedClearances.into(
                    folder, stage, repositories, host -> registries.options(host, environment));
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            "door-failed",
                            "nothing can be kept in %s: %s".formatted(clearances, e),
                            "name a folder that this user may write, with --clearances"),
                    e);
        }
    }

    private void requireStage() throws ProblemException {
        try {
            CharterFiles.requireStage(charter().inForce(Today.now()), stage);
        } catch (RefusedException e) {
            throw CharterFiles.problem(e, charter);
        }
    }

    private SignedCharter charter() throws RefusedException, ProblemException {
        return flags.read(charter, gate.program);
    }

    private HeadMemory headMemory() {
        return new HeadMemory(
                Optional.ofNullable(memory)
                        .or(() -> StatePlace.of("heads", gate.program.environment()))
                        .orElse(clearances.resolve("heads")));
    }

    private Engine engine() throws ProblemException {
        var environment = new HashMap<>(gate.program.environment());
        environment.putIfAbsent("DOCKER_HOST", "unix:///var/run/docker.sock");
        if (docker != null) {
            environment.put("DOCKER_HOST", docker);
        }
        var options = EngineOptions.standard(environment);
        var address = Engines.find(EngineKind.DOCKER, options).getFirst();
        return new Engine(EngineKind.DOCKER, address, PATIENCE, options);
    }

    private void announce(PluginServer server) throws ProblemException {
        if (discovery == null) {
            return;
        }
        try {
            server.announce(discovery);
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            "door-failed",
                            "%s cannot be written: %s".formatted(discovery, e),
                            "name a file that this user may write"),
                    e);
        }
    }

    private static void close(PluginServer server) {
        try {
            server.close();
        } catch (IOException _) {
            // the process ends
        }
    }
}
