package org.tidewaiter.checks.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the kernel is told to record about files: the rules that it holds; where it cannot be
/// asked, those of the files that are loaded when the host starts.
///
/// @param where they were read
/// @param lines each rule as it stands there, without comments
/// @param unread why some of them could not be read; nothing where all could, also where there is
///   none
/// @see "audit.rules(7), auditctl(8)"
public record AuditRules(String where, List<String> lines, Optional<String> unread) {
    private static final List<String> ASKED = List.of("auditctl", "-l");
    private static final String FOLDER = "/etc/audit/rules.d";
    private static final String FILE = "/etc/audit/audit.rules";
    private static final Pattern SPACE = Pattern.compile("\\s+");

    public AuditRules {
        lines = List.copyOf(lines);
    }

    public static AuditRules of(Host host) {
        var told = host.command(ASKED).known().filter(output -> output.status() == 0);
        if (told.isPresent()) {
            return new AuditRules("auditctl -l", rules(told.get().out()), Optional.empty());
        }
        var lines = new ArrayList<String>();
        var why = new ArrayList<String>();
        read(host, FILE, lines, why);
        for (var name : host.names(FOLDER).known().orElse(List.of())) {
            if (name.endsWith(".rules")) {
                read(host, FOLDER + "/" + name, lines, why);
            }
        }
        host.names(FOLDER).unknown().ifPresent(why::add);
        return new AuditRules("%s, %s".formatted(FILE, FOLDER), lines, why.stream().findFirst());
    }

    private static void read(Host host, String path, List<String> lines, List<String> why) {
        var text = host.text(path);
        text.known().ifPresent(all -> lines.addAll(rules(all)));
        text.unknown().ifPresent(why::add);
    }

    private static List<String> rules(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("-"))
                .distinct()
                .toList();
    }

    /// The rule that records writes, or changes of attributes, of a path: it names the path itself,
    /// or a directory above it.
    public Optional<String> watching(String path) {
        return lines.stream().filter(line -> isAbout(line, path)).findFirst();
    }

    private static boolean isAbout(String line, String path) {
        var words = List.of(SPACE.split(line, -1));
        var watched = Optional.<String>empty();
        boolean isTree = false;
        var kinds = "rwxa";
        boolean isNever = false;
        for (int i = 0; i + 1 < words.size(); i++) {
            var value = words.get(i + 1);
            switch (words.get(i)) {
                case "-w" -> {
                    watched = Optional.of(value);
                    isTree = true;
                }
                case "-p" -> kinds = value;
                case "-a", "-A" -> isNever = List.of(value.split(",", -1)).contains("never");
                case "-F" -> {
                    if (value.startsWith("path=") || value.startsWith("dir=")) {
                        watched = Optional.of(value.substring(value.indexOf('=') + 1));
                        isTree = value.startsWith("dir=");
                    } else if (value.startsWith("perm=")) {
                        kinds = value.substring("perm=".length());
                    }
                }
                default -> {}
            }
        }
        boolean tells = kinds.contains("w") || kinds.contains("x") || kinds.contains("a");
        return !isNever && tells && watched.isPresent() && covers(watched.get(), isTree, path);
    }

    /// A watch on a directory is one on all that lies in it.
    private static boolean covers(String watched, boolean isTree, String path) {
        var place = plain(watched);
        return place.equals(plain(path)) || (isTree && plain(path).startsWith(place + "/"));
    }

    /// `/var/run` has been another name of `/run` for long.
    private static String plain(String path) {
        var whole = path.startsWith("/var/run/") ? path.substring("/var".length()) : path;
        return whole.length() > 1 && whole.endsWith("/")
                ? whole.substring(0, whole.length() - 1)
                : whole;
    }
}
