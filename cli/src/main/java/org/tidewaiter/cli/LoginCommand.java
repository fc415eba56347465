package org.tidewaiter.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.image.registry.Credentials.Password;
import org.tidewaiter.image.registry.DockerLogin;
import org.tidewaiter.model.ProblemException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `tidewaiter login`: checks credentials and stores them for later pulls.
@Command(
        name = "login",
        description = "Check a user and password with a registry, and store them for pulls.",
        footer = {
            "  tidewaiter login registry.example",
            "  tidewaiter login registry.example -u ann --password-stdin < token",
            "",
            "Credentials are stored where Docker does: in config.json in the folder DOCKER_CONFIG or",
            "~/.docker, or with the credential program that this file names. What is missing is asked for",
            "on a terminal. The environment may have the password in TIDEWAITER_LOGIN_PASSWORD.",
        })
final class LoginCommand implements Callable<Integer> {
    private static final int MAX_PASSWORD_BYTES = 1 << 20;

    @ParentCommand private TidewaiterCommand program;
    @Spec private CommandSpec spec;
    @Mixin private RegistryFlags flags = new RegistryFlags();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "REGISTRY",
            defaultValue = "docker.io",
            description = "By default Docker Hub, ${DEFAULT-VALUE}.")
    private String registry = "docker.io";

    @Option(
            names = {"-u", "--username"},
            paramLabel = "USER",
            description = "Who logs in.")
    private @Nullable String user;

    @Option(
            names = {"-p", "--password"},
            paramLabel = "PASSWORD",
            description = "Password or access token; better use --password-stdin.")
    private @Nullable String password;

    @Option(
            names = "--password-stdin",
            fallbackValue = "true",
            description = "Read the password or access token from standard input.")
    private boolean passwordFromInput;

    @Override
    public Integer call() throws ProblemException, IOException {
        var name = DockerLogin.registry(registry);
        var who = who();
        var file = new DockerLogin(flags.options(name, program.environment())).login(name, who);
        program.streams().out().println("Logged in to " + name);
        file.ifPresent(path -> note("the password is stored unencrypted in " + path));
        return ExitCodes.PASSED;
    }

    private Password who() throws ProblemException, IOException {
        boolean typed = spec.commandLine().getParseResult().hasMatchedOption("--password");
        if (typed) {
            note("-p shows the password in the process list; use --password-stdin");
        }
        if (passwordFromInput && typed) {
            throw usage("both --password and --password-stdin were given", "give one of them");
        }
        if (passwordFromInput && user == null) {
            throw usage("--password-stdin was given, but no user", "name the user with -u");
        }
        var name = user != null ? user : askForUser();
        var secret = password == null || passwordFromInput ? readPassword() : password;
        if (name.isEmpty() || secret.isEmpty()) {
            throw usage("the user or the password is empty", "give both");
        }
        return new Password(name, secret);
    }

    private String readPassword() throws ProblemException, IOException {
        if (passwordFromInput) {
            var bytes = program.streams().in().readNBytes(MAX_PASSWORD_BYTES);
            var text = new String(bytes, StandardCharsets.UTF_8);
            return text.replaceFirst("\r?\n\\z", ""); // which 'echo' puts after it
        }
        var typed = console("password", "--password-stdin").readPassword("Password: ");
        return typed == null ? "" : new String(typed);
    }

    private static String askForUser() throws ProblemException {
        var typed = console("user", "-u").readLine("Username: ");
        return typed == null ? "" : typed.strip();
    }

    private static Console console(String what, String flag) throws ProblemException {
        return Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .orElseThrow(() ->
                        usage(
                                "no %s was given, and there is no terminal to ask at"
                                        .formatted(what),
                                "give it with " + flag));
    }

    private void note(String sentence) {
        program.streams().err().println("note: " + sentence);
    }

    private static ProblemException usage(String what, String mend) {
        return new ProblemException("usage", what, mend);
    }
}
