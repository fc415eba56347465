package org.tidewaiter.cli;

import java.util.concurrent.Callable;
import org.tidewaiter.image.registry.DockerLogin;
import org.tidewaiter.image.registry.RegistryOptions;
import org.tidewaiter.model.ProblemException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `tidewaiter logout`: forgets the credentials of a registry.
@Command(
        name = "logout",
        description = "Remove the credentials of a registry from where Docker keeps them.",
        footer = {
            "  tidewaiter logout registry.example",
        })
final class LogoutCommand implements Callable<Integer> {
    @ParentCommand private TidewaiterCommand program;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "REGISTRY",
            defaultValue = "docker.io",
            description = "By default Docker Hub, ${DEFAULT-VALUE}.")
    private String registry = "docker.io";

    @Override
    public Integer call() throws ProblemException {
        var name = DockerLogin.registry(registry);
        var options = RegistryOptions.standard(program.environment());
        boolean removed = new DockerLogin(options).logout(name);
        program.streams()
                .out()
                .println(removed ? "Logged out of " + name : "Not logged in to " + name);
        return ExitCodes.PASSED;
    }
}
