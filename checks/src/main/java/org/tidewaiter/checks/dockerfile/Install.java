package org.tidewaiter.checks.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tidewaiter.checks.shell.Command;
import org.tidewaiter.checks.shell.Word;

/// A command that installs packages.
///
/// @param tool `apt-get`, `pip` or another; several names of one tool are one
/// @param packages without options and their values
record Install(Run run, Command command, String tool, List<Word> packages) {
    Install {
        packages = List.copyOf(packages);
    }

    /// Options of installers whose value is the next word.
    private static final Set<String> WITH_VALUE =
            Set.of(
                    "-r",
                    "--requirement",
                    "-c",
                    "--constraint",
                    "-e",
                    "--editable",
                    "-i",
                    "--index-url",
                    "--extra-index-url",
                    "-f",
                    "--find-links",
                    "-t",
                    "--target",
                    "--target-release",
                    "-o",
                    "--option",
                    "-X",
                    "--repository",
                    "--virtual",
                    "--prefix",
                    "--registry",
                    "--root",
                    "--proxy",
                    "--platform",
                    "--python-version",
                    "--trusted-host",
                    "-v",
                    "--version",
                    "--enablerepo",
                    "--disablerepo",
                    "--installroot",
                    "--releasever",
                    "--setopt");

    static Optional<Install> of(Run run, Command command) {
        var tool = tool(command);
        var words = command.arguments();
        if (tool.equals("pip") && !command.name().startsWith("pip")) {
            words = words.subList(2, words.size());
        }
        var verbs =
                switch (tool) {
                    case "apt-get", "yum", "pip", "gem", "zypper", "go" -> Set.of("install", "in");
                    case "apk" -> Set.of("add");
                    case "npm" -> Set.of("install", "i", "add", "ci");
                    default -> Set.<String>of();
                };
        for (int i = 0; i < words.size(); i++) {
            if (verbs.contains(words.get(i).text())) {
                return Optional.of(
                        new Install(
                                run,
                                command,
                                tool,
                                packages(words.subList(i + 1, words.size()), tool)));
            }
        }
        return Optional.empty();
    }

    private static String tool(Command command) {
        return switch (command.name()) {
            case "apt-get", "apt", "aptitude" -> "apt-get";
            case "yum", "dnf", "microdnf", "tdnf", "dnf5" -> "yum";
            case "pip", "pip3" -> "pip";
            case "python", "python3" -> {
                var words = command.arguments().stream().map(Word::text).toList();
                boolean isPip =
                        words.size() > 2 && words.get(0).equals("-m") && words.get(1).equals("pip");
                yield isPip ? "pip" : "";
            }
            default -> command.name();
        };
    }

    private static List<Word> packages(List<Word> words, String tool) {
        var packages = new ArrayList<Word>();
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            if (!word.isOption()) {
                packages.add(word);
            } else if (WITH_VALUE.contains(word.text())
                    || (tool.equals("apk") && word.text().equals("-t"))) {
                i++;
            }
        }
        return packages;
    }

    int line() {
        return command.line();
    }

    /// Names of packages that leave the version to the day of the build.
    List<String> unpinned() {
        return packages.stream().map(Word::text).filter(this::isUnpinned).toList();
    }

    private boolean isUnpinned(String name) {
        boolean isOpen = name.contains("$") || name.contains("{") || name.isEmpty();
        boolean isFile =
                name.startsWith(".")
                        || name.startsWith("/")
                        || name.contains("://")
                        || name.startsWith("<");
        if (isOpen || isFile) {
            return false;
        }
        return switch (tool) {
            case "apt-get" -> !name.contains("=") && !name.contains("/") && !name.endsWith("-");
            case "apk" -> !name.contains("=") && !name.contains("<") && !name.contains("~");
            case "yum" -> !hasVersion(name) && !name.endsWith(".rpm") && !name.startsWith("@");
            case "pip" ->
                    !name.contains("==")
                            && !name.contains("@")
                            && !name.contains("~=")
                            && !name.contains("<")
                            && !name.endsWith(".whl")
                            && !name.endsWith(".gz");
            case "npm" ->
                    name.indexOf('@', 1) < 0 || name.endsWith("@latest") || name.endsWith("@next");
            case "gem" ->
                    !name.contains(":")
                            && !command.has("-v", "--version")
                            && !name.endsWith(".gem");
            case "go" ->
                    name.endsWith("@latest") || name.endsWith("@master") || name.endsWith("@main");
            default -> false;
        };
    }

    /// As `curl-8.5` or `java-17-openjdk-17.0.9`: a number follows the last but one dash or the
    /// last.
    private static boolean hasVersion(String name) {
        for (int dash = name.indexOf('-'); dash >= 0; dash = name.indexOf('-', dash + 1)) {
            int end = dash + 1;
            while (end < name.length() && Character.isDigit(name.charAt(end))) {
                end++;
            }
            if (end > dash + 1 && end < name.length() && name.charAt(end) == '.') {
                return true;
            }
        }
        return false;
    }
}
