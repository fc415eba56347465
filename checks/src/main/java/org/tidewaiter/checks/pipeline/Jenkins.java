package org.tidewaiter.checks.pipeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tidewaiter.checks.document.SourceText;
import org.tidewaiter.checks.document.TextLines;
import org.tidewaiter.checks.pipeline.GroovyTokens.Token;
import org.tidewaiter.checks.pipeline.Pipeline.Place;
import org.tidewaiter.checks.pipeline.Pipeline.Script;
import org.tidewaiter.checks.pipeline.Pipeline.Variable;

/// A Jenkinsfile, read token by token: which steps it has and what they are given. What Groovy code
/// around them does is not followed.
///
/// @param anyAgent where it says `agent any`
/// @param libraries shared libraries as they are named
/// @param shellStrings what `sh` and its like are given
/// @param secrets variables that hold credentials
record Jenkins(
        List<Integer> anyAgent,
        List<Place> libraries,
        List<Token> shellStrings,
        Set<String> secrets) {
    private static final Set<String> SHELL_STEPS = Set.of("sh", "bat", "powershell", "pwsh");
    private static final Set<String> BINDINGS =
            Set.of(
                    "variable",
                    "usernameVariable",
                    "passwordVariable",
                    "keyFileVariable",
                    "passphraseVariable");

    Jenkins {
        anyAgent = List.copyOf(anyAgent);
        libraries = List.copyOf(libraries);
        shellStrings = List.copyOf(shellStrings);
        secrets = Set.copyOf(secrets);
    }

    static Pipeline pipeline(TextLines lines, List<Token> tokens) {
        var walk = new Walk(tokens);
        walk.run();
        return new Pipeline(
                lines,
                walk.images,
                walk.options,
                walk.scripts,
                walk.variables,
                Optional.empty(),
                Optional.empty(),
                Optional.of(
                        new Jenkins(
                                walk.anyAgent, walk.libraries, walk.shellStrings, walk.secrets)));
    }

    private static final class Walk {
        private final List<Token> tokens;
        private final List<Integer> anyAgent = new ArrayList<>();
        private final List<Place> libraries = new ArrayList<>();
        private final List<Place> images = new ArrayList<>();
        private final List<Place> options = new ArrayList<>();
        private final List<Script> scripts = new ArrayList<>();
        private final List<Variable> variables = new ArrayList<>();
        private final List<Token> shellStrings = new ArrayList<>();
        private final Set<String> secrets = new HashSet<>();

        /// What the open braces belong to.
        private final Deque<String> blocks = new ArrayDeque<>();

        private Walk(List<Token> tokens) {
            this.tokens = tokens;
        }

        private void run() {
            for (int i = 0; i < tokens.size(); i++) {
                var token = tokens.get(i);
                if (token.is("{")) {
                    blocks.push(blockName(i));
                } else if (token.is("}")) {
                    blocks.poll();
                } else if (token.kind() == GroovyTokens.Kind.WORD) {
                    word(i, token);
                }
            }
        }

        /// The word before a brace, arguments in parentheses left out.
        private String blockName(int brace) {
            int i = brace - 1;
            if (i >= 0 && tokens.get(i).is(")")) {
                int steps = 0;
                while (i >= 0 && !tokens.get(i).is("(") && steps++ < 200) {
                    i--;
                }
                i--;
            }
            return i >= 0 ? tokens.get(i).text() : "";
        }

        private void word(int i, Token token) {
            switch (token.text()) {
                case "agent" -> {
                    if (at(i + 1).is("any")) {
                        anyAgent.add(token.line());
                    }
                }
                case "Library" -> {
                    if (i > 0 && tokens.get(i - 1).is("@")) {
                        libraries(i + 1);
                    }
                }
                case "library" ->
                        argument(i)
                                .ifPresent(
                                        name -> libraries.add(new Place(name.text(), name.line())));
                case "image" -> image(i);
                case "inside", "run", "withRun" -> {
                    if (i > 0 && tokens.get(i - 1).is(".")) {
                        argument(i).ifPresent(this::option);
                    }
                }
                case "args" -> argument(i).ifPresent(this::option);
                default -> {
                    if (SHELL_STEPS.contains(token.text())) {
                        shell(i, token.text());
                    } else if (BINDINGS.contains(token.text()) && at(i + 1).is(":")) {
                        if (at(i + 2).isString()) {
                            secrets.add(at(i + 2).text());
                        }
                    } else if (at(i + 1).is("=")) {
                        assigned(i, token);
                    }
                }
            }
        }

        private Token at(int i) {
            return i < tokens.size()
                    ? tokens.get(i)
                    : new Token(GroovyTokens.Kind.SIGN, "", tokens.getLast().line());
        }

        /// The string that follows, with or without a parenthesis.
        private Optional<Token> argument(int i) {
            var next = at(i + 1).is("(") ? at(i + 2) : at(i + 1);
            return next.isString() ? Optional.of(next) : Optional.empty();
        }

        private void libraries(int from) {
            for (int i = from; i < tokens.size() && !at(i).is(")") && i < from + 50; i++) {
                if (at(i).isString()) {
                    libraries.add(new Place(at(i).text(), at(i).line()));
                }
            }
        }

        private void image(int i) {
            boolean isCall =
                    i > 0 && tokens.get(i - 1).is(".") && at(i - 2 < 0 ? 0 : i - 2).is("docker");
            boolean isAgent = "docker".equals(blocks.peek());
            if (isCall || isAgent) {
                argument(i).ifPresent(name -> images.add(new Place(name.text(), name.line())));
            }
        }

        private void option(Token token) {
            options.add(new Place(token.text(), token.line()));
        }

        private void shell(int i, String step) {
            int next = at(i + 1).is("(") ? i + 2 : i + 1;
            for (int j = next; j < Math.min(next + 12, tokens.size()); j++) {
                var token = tokens.get(j);
                if (token.is(")") || token.is("}")) {
                    return;
                }
                boolean isScript = j == next || (at(j - 1).is(":") && at(j - 2).is("script"));
                if (token.isString() && isScript) {
                    shellStrings.add(token);
                    var text = token.text().replace("\\$", "$");
                    scripts.add(Script.of(SourceText.of(text, token.line()), step.equals("sh")));
                    return;
                }
            }
        }

        private void assigned(int i, Token token) {
            if (!"environment".equals(blocks.peek())) {
                return;
            }
            var value = at(i + 2);
            if (value.isString()) {
                variables.add(new Variable(token.text(), value.text(), token.line()));
            } else if (value.is("credentials")) {
                secrets.add(token.text());
            }
        }
    }
}
