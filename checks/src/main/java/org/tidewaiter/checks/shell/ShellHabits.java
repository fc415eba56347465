package org.tidewaiter.checks.shell;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.tidewaiter.checks.rule.Remark;
import org.tidewaiter.checks.rule.SecretNames;

/// What is wrong in a script wherever it is run: in a build, a pipeline or a container.
public final class ShellHabits {
    private static final Set<String> DOWNLOADERS = Set.of("curl", "wget");
    private static final Set<String> INTERPRETERS =
            Set.of(
                    "sh", "bash", "ash", "dash", "zsh", "ksh", "python", "python3", "perl", "ruby",
                    "node", "php");

    private ShellHabits() {}

    /// What comes over the network is run without having been looked at.
    public static Stream<Remark> pipedToShell(List<Command> commands) {
        return ShellScript.pipelines(commands).stream()
                .flatMap(pipeline -> pipedToShellIn(pipeline).stream());
    }

    private static Optional<Remark> pipedToShellIn(List<Command> pipeline) {
        var download = pipeline.stream().filter(c -> DOWNLOADERS.contains(c.name())).findFirst();
        if (download.isEmpty()) {
            return Optional.empty();
        }
        var after = pipeline.subList(pipeline.indexOf(download.get()) + 1, pipeline.size());
        return after.stream()
                .filter(c -> INTERPRETERS.contains(c.name()) && !isInlineProgram(c))
                .findFirst()
                .map(shell ->
                        new Remark(
                                download.get().line(),
                                "what %s downloads goes straight into %s"
                                        .formatted(download.get().name(), shell.name())));
    }

    /// `python3 -c …` reads what is piped to it as data.
    private static boolean isInlineProgram(Command command) {
        if (command.has("-c", "-e", "-m")) {
            return true;
        }
        return !ShellScript.isShell(command.name())
                && !command.verb().isEmpty()
                && !command.verb().equals("-");
    }

    /// `sh -c "$(curl …)"` and `bash <(curl …)`.
    public static Stream<Remark> substitutedIntoShell(List<Command> commands) {
        return commands.stream()
                .filter(command ->
                        ShellScript.isShell(command.name()) || command.is("eval", "source", "."))
                .filter(command ->
                        Stream.concat(
                                        command.words().stream(),
                                        command.redirects().stream().map(Redirect::target))
                                .map(Word::text)
                                .anyMatch(ShellHabits::downloads))
                .map(command ->
                        new Remark(
                                command.line(),
                                "what is downloaded goes straight into " + command.name()));
    }

    private static boolean downloads(String word) {
        return Stream.of("$(curl ", "$(wget ", "`curl ", "`wget ", "<(curl ", "<(wget ")
                .anyMatch(word::contains);
    }

    /// The other side of a connection is not verified.
    public static Stream<Remark> tlsOff(List<Command> commands) {
        return commands.stream().flatMap(command -> tlsOff(command).stream());
    }

    private static Optional<Remark> tlsOff(Command command) {
        var line = command.text().toLowerCase(Locale.ROOT);
        var how =
                switch (command.name()) {
                    case "curl" ->
                            command.has("-k", "--insecure", "--proxy-insecure") ? "--insecure" : "";
                    case "wget" ->
                            command.has("--no-check-certificate") ? "--no-check-certificate" : "";
                    case "git" ->
                            line.contains("http.sslverify=false")
                                            || line.contains("http.sslverify false")
                                    ? "http.sslVerify=false"
                                    : "";
                    case "pip", "pip3", "python", "python3", "uv" ->
                            command.has("--trusted-host") ? "--trusted-host" : "";
                    case "npm", "yarn", "pnpm" ->
                            line.contains("strict-ssl false") || line.contains("strict-ssl=false")
                                    ? "strict-ssl=false"
                                    : "";
                    case "helm", "skopeo", "podman", "buildah", "kubectl", "docker", "oc" ->
                            Stream.of(
                                            "--insecure-skip-tls-verify",
                                            "--insecure-skip-tls-verify=true",
                                            "--tls-verify=false",
                                            "--src-tls-verify=false",
                                            "--dest-tls-verify=false")
                                    .filter(option ->
                                            command.arguments().stream()
                                                    .anyMatch(word -> word.text().equals(option)))
                                    .findFirst()
                                    .orElse("");
                    case "ssh", "scp", "rsync", "sftp" ->
                            line.contains("stricthostkeychecking=no")
                                            || line.contains("stricthostkeychecking no")
                                    ? "StrictHostKeyChecking=no"
                                    : "";
                    default -> "";
                };
        if (!how.isEmpty()) {
            return Optional.of(
                    new Remark(
                            command.line(),
                            "%s does not verify whom it talks to: %s"
                                    .formatted(command.name(), how)));
        }
        var assigned =
                Stream.of(
                                command.assignments(),
                                command.is("export") ? command.arguments() : List.<Word>of())
                        .flatMap(List::stream)
                        .filter(word -> isTlsSwitch(word.text()))
                        .findFirst();
        return assigned.map(
                word -> new Remark(word.line(), "certificates are not verified: " + word.text()));
    }

    private static boolean isTlsSwitch(String assignment) {
        int equals = assignment.indexOf('=');
        return equals > 0
                && isTlsSwitch(assignment.substring(0, equals), assignment.substring(equals + 1));
    }

    /// Whether a variable of that value makes programs believe any certificate.
    public static boolean isTlsSwitch(String name, String value) {
        return switch (name) {
            case "NODE_TLS_REJECT_UNAUTHORIZED", "PYTHONHTTPSVERIFY" -> value.equals("0");
            case "GIT_SSL_NO_VERIFY" -> value.equals("1") || value.equalsIgnoreCase("true");
            case "NPM_CONFIG_STRICT_SSL", "npm_config_strict_ssl" ->
                    value.equalsIgnoreCase("false");
            default -> false;
        };
    }

    /// A password that stands in a command.
    public static Stream<Remark> passwords(List<Command> commands) {
        return commands.stream().flatMap(ShellHabits::passwords);
    }

    private static Stream<Remark> passwords(Command command) {
        var words = command.words();
        var first = words.getFirst();
        if (command.is("echo", "printf")) {
            return Stream.empty();
        }
        for (int i = 1; i < words.size(); i++) {
            var word = words.get(i).text();
            if (hasUserInAddress(word)) {
                return Stream.of(
                        new Remark(
                                words.get(i).line(),
                                "%s is given an address with a password in it"
                                        .formatted(command.name())));
            }
            int equals = word.indexOf('=');
            boolean isOption = word.startsWith("--") || command.is("export", "ENV");
            var option = equals > 0 ? word.substring(0, equals) : word;
            var value =
                    equals > 0
                            ? word.substring(equals + 1)
                            : i + 1 < words.size() ? words.get(i + 1).text() : "";
            if (isOption
                    && !option.equals("--password-stdin")
                    && SecretNames.isSecret(option)
                    && isLiteral(value)
                    && !value.startsWith("-")) {
                return Stream.of(
                        new Remark(
                                words.get(i).line(),
                                "%s is given a credential as %s"
                                        .formatted(command.name(), option)));
            }
            boolean isUser =
                    command.is("curl")
                            && (word.equals("-u") || word.equals("--user"))
                            && i + 1 < words.size();
            if (isUser) {
                var user = words.get(i + 1).text();
                int colon = user.indexOf(':');
                if (colon > 0 && isLiteral(user.substring(colon + 1))) {
                    return Stream.of(
                            new Remark(
                                    words.get(i).line(), "curl is given a user with a password"));
                }
            }
        }
        return first.text().isEmpty() ? Stream.empty() : assigned(command);
    }

    private static Stream<Remark> assigned(Command command) {
        return command.assignments().stream()
                .filter(word -> {
                    int equals = word.text().indexOf('=');
                    return SecretNames.isSecret(word.text().substring(0, equals))
                            && isLiteral(word.text().substring(equals + 1))
                            && SecretNames.isValue(word.text().substring(equals + 1));
                })
                .map(word ->
                        new Remark(
                                word.line(),
                                "the value of %s stands in the command"
                                        .formatted(
                                                word.text()
                                                        .substring(0, word.text().indexOf('=')))));
    }

    private static boolean isLiteral(String value) {
        return !value.isBlank()
                && value.indexOf('$') < 0
                && value.indexOf('`') < 0
                && value.indexOf('{') < 0
                && value.indexOf('<') < 0
                && !value.startsWith("/")
                && !value.startsWith("@");
    }

    /// `https://user:password@host` with no variable for the password.
    public static boolean hasUserInAddress(String word) {
        int scheme = word.indexOf("://");
        if (scheme < 0) {
            return false;
        }
        int slash = word.indexOf('/', scheme + 3);
        var authority = word.substring(scheme + 3, slash < 0 ? word.length() : slash);
        int at = authority.lastIndexOf('@');
        int colon = authority.indexOf(':');
        return at > 0 && colon > 0 && colon < at && isLiteral(authority.substring(colon + 1, at));
    }

    /// Every user may write there.
    public static Stream<Remark> worldWritable(List<Command> commands) {
        return modes(commands)
                .filter(mode -> isWorldWritable(mode.text()))
                .map(mode ->
                        new Remark(
                                mode.line(),
                                "chmod %s lets every user write".formatted(mode.text())));
    }

    /// What is run gets the rights of its owner.
    public static Stream<Remark> setuid(List<Command> commands) {
        return modes(commands)
                .filter(mode -> isSetuid(mode.text()))
                .map(mode ->
                        new Remark(
                                mode.line(),
                                "chmod %s lets whoever runs it become its owner"
                                        .formatted(mode.text())));
    }

    private static Stream<Word> modes(List<Command> commands) {
        return commands.stream()
                .filter(command -> command.is("chmod"))
                .flatMap(command -> command.operands().stream().limit(1));
    }

    public static boolean isWorldWritable(String mode) {
        if (isOctal(mode)) {
            boolean isSticky = mode.length() == 4 && (mode.charAt(0) - '0' & 1) != 0;
            return !isSticky && (mode.charAt(mode.length() - 1) - '0' & 2) != 0;
        }
        return Stream.of(mode.split(",", -1)).anyMatch(ShellHabits::givesWriteToAll)
                && !mode.contains("t");
    }

    private static boolean givesWriteToAll(String clause) {
        int sign = Math.max(clause.indexOf('+'), clause.indexOf('='));
        if (sign < 0) {
            return false;
        }
        var who = clause.substring(0, sign);
        return clause.indexOf('w', sign) > 0 && (who.contains("o") || who.contains("a"));
    }

    public static boolean isSetuid(String mode) {
        if (isOctal(mode)) {
            return mode.length() == 4 && (mode.charAt(0) - '0' & 6) != 0;
        }
        return Stream.of(mode.split(",", -1))
                .anyMatch(clause -> {
                    int sign = Math.max(clause.indexOf('+'), clause.indexOf('='));
                    return sign >= 0 && clause.indexOf('s', sign) > 0;
                });
    }

    private static boolean isOctal(String mode) {
        return (mode.length() == 3 || mode.length() == 4)
                && mode.chars().allMatch(c -> c >= '0' && c <= '7');
    }
}
