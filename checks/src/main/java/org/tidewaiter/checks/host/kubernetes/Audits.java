package org.tidewaiter.checks.host.kubernetes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tidewaiter.checks.host.CommandOutput;
import org.tidewaiter.checks.host.Host;
import org.tidewaiter.checks.host.shell.NotInterpretedException;
import org.tidewaiter.checks.host.shell.Shell;

/// What audits write on a host. Many checks have the same one, which is answered once.
final class Audits {
    private final Host host;
    private final Map<String, Output> answered = new HashMap<>();

    Audits(Host host) {
        this.host = host;
    }

    /// @param unread what could not be read, with the reason
    record Output(String text, Optional<String> unread) {}

    /// @param script nothing is written by an empty one
    Output of(String script) {
        return answered.computeIfAbsent(script, this::run);
    }

    private Output run(String script) {
        try {
            var said = Shell.run(script, host);
            return new Output(said.out().stripTrailing(), said.unread().stream().findFirst());
        } catch (NotInterpretedException e) {
            var answer = host.command(List.of("/bin/sh", "-c", script));
            return answer.known()
                    .map(CommandOutput::out)
                    .map(text -> new Output(text.stripTrailing(), Optional.empty()))
                    .orElseGet(() -> new Output("", Optional.of(why(e, answer.unknown()))));
        }
    }

    private static String why(NotInterpretedException needed, Optional<String> why) {
        return "it needs %s, and with --allow-commands a shell: %s"
                .formatted(needed.getMessage(), why.orElse("there is none"));
    }
}
