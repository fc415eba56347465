package org.tidewaiter.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A command line as a person types it, run in this process.
final class Typed {
    static final Terminal PIPE = new Terminal(0, false, false);

    private final String[] arguments;

    /// Without a home of its own it would keep things where it stands, which is among the sources.
    private final Map<String, String> environment = new HashMap<>(Map.of("HOME", "target/home"));

    private InputStream in = InputStream.nullInputStream();
    private Terminal terminal = PIPE;
    private Optional<Installation> installed = Optional.empty();
    private InstantSource clock = InstantSource.system();

    private Typed(String... arguments) {
        this.arguments = arguments;
    }

    /// What came of it.
    record Result(int status, String out, String err) {}

    static Typed typed(String... arguments) {
        return new Typed(arguments);
    }

    static Result run(String... arguments) {
        return typed(arguments).run();
    }

    Typed with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Typed reading(String input) {
        return reading(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    }

    Typed reading(InputStream input) {
        in = input;
        return this;
    }

    Typed at(Terminal other) {
        terminal = other;
        return this;
    }

    /// As if the program had been started from jars.
    Typed from(Installation jars) {
        installed = Optional.of(jars);
        return this;
    }

    /// By a clock that goes wrong.
    Typed by(InstantSource other) {
        clock = other;
        return this;
    }

    Result run() {
        var out = new ByteArrayOutputStream();
        var result = run(out);
        return new Result(result.status, out.toString(StandardCharsets.UTF_8), result.err);
    }

    /// @return with nothing of standard output, which goes to `out`
    Result run(OutputStream out) {
        var err = new ByteArrayOutputStream();
        var streams =
                new Streams(
                        in,
                        StandardOutput.to(out),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        terminal);
        int status = Main.run(arguments, streams, environment, installed, clock);
        return new Result(status, "", err.toString(StandardCharsets.UTF_8));
    }
}
