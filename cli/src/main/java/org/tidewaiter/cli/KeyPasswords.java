package org.tidewaiter.cli;

import java.io.Console;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.key.Password;

/// The passwords of private keys: of the environment, or typed where a person sits.
final class KeyPasswords {
    private static final String OURS = "TIDEWAITER_PASSWORD";

    /// Set and empty, it is the empty password, as cosign has it.
    private static final String OF_COSIGN = "COSIGN_PASSWORD";

    private final Map<String, String> environment;
    private final Optional<Console> console;

    KeyPasswords(TidewaiterCommand program) {
        this.environment = program.environment();
        this.console = Optional.ofNullable(System.console()).filter(Console::isTerminal);
    }

    /// The one of a file that is there.
    ///
    /// @throws ProblemException `key-password` if there is none
    Password of(Path file) throws ProblemException {
        var given = given();
        if (given.isPresent()) {
            return given.get();
        }
        return console.map(one -> typed(one, "Password of %s: ".formatted(file)))
                .orElseThrow(() ->
                        new ProblemException(
                                "key-password",
                                "%s is encrypted, and there is no password".formatted(file),
                                "give it in %s, or at a terminal".formatted(OURS)));
    }

    /// One for a new file.
    ///
    /// @return empty where it shall not be encrypted
    /// @throws ProblemException `key-password` if it was not typed twice alike
    Password ofNew(Path file) throws ProblemException {
        var given = given();
        if (given.isPresent() || console.isEmpty()) {
            return given.orElseGet(() -> Password.of(new char[0]));
        }
        var password = typed(console.get(), "New password of %s: ".formatted(file));
        try (var again = typed(console.get(), "The same again: ")) {
            if (!password.isSameAs(again)) {
                password.close();
                throw new ProblemException(
                        "key-password", "the two passwords differ", "type the same twice");
            }
        }
        return password;
    }

    private Optional<Password> given() {
        var ours = environment.getOrDefault(OURS, "");
        return Optional.ofNullable(ours.isEmpty() ? environment.get(OF_COSIGN) : ours)
                .map(String::toCharArray)
                .map(Password::of);
    }

    private static Password typed(Console console, String prompt) {
        var letters = console.readPassword("%s", prompt);
        return Password.of(letters == null ? new char[0] : letters);
    }
}
