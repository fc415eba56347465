package org.tidewaiter.checks.host.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.checks.host.Accounts;
import org.tidewaiter.checks.host.Answer;
import org.tidewaiter.checks.host.FileStat;
import org.tidewaiter.checks.host.Host;
import org.tidewaiter.checks.host.HostProcess;

/// What programs that only look would write. Those that work on text alone are [TextPrograms].
final class Programs {
    private static final Pattern FIELD = Pattern.compile("%(.)");
    private static final int MAX_LOOKED = 50_000;
    private static final int MAX_DEPTH = 40;
    private static final int COMM_LENGTH = 15;

    private final Host host;
    private final SortedSet<String> unread;
    private @Nullable List<HostProcess> processes;
    private @Nullable Accounts accounts;

    /// @param unread where is added what could not be read
    Programs(Host host, SortedSet<String> unread) {
        this.host = host;
        this.unread = unread;
    }

    Written run(String name, List<String> words, String in) throws NotInterpretedException {
        return switch (name) {
            case "true", ":" -> new Written("", 0);
            case "false" -> new Written("", 1);
            case "test" -> test(words);
            case "[" -> test(words.subList(0, Math.max(0, words.size() - 1)));
            case "ps" -> ps(words);
            case "stat" -> stat(words);
            case "cat" -> cat(words, in);
            case "ls" -> ls(words);
            case "find" -> find(words);
            default -> TextPrograms.run(name, words, in);
        };
    }

    private <T> Optional<T> read(String path, Answer<T> answer) {
        answer.unknown().ifPresent(why -> unread.add("%s: %s".formatted(path, why)));
        return answer.known();
    }

    private Accounts accounts() {
        if (accounts == null) {
            accounts = Accounts.of(host);
        }
        return accounts;
    }

    private Written test(List<String> words) throws NotInterpretedException {
        if (!words.isEmpty() && words.getFirst().equals("!")) {
            return new Written("", test(words.subList(1, words.size())).status() == 0 ? 1 : 0);
        }
        boolean isTrue =
                switch (words.size()) {
                    case 0 -> false;
                    case 1 -> !words.getFirst().isEmpty() && !words.getFirst().startsWith("-");
                    case 2 -> isSo(words.getFirst(), words.get(1));
                    case 3 ->
                            switch (words.get(1)) {
                                case "=", "==" -> words.getFirst().equals(words.get(2));
                                case "!=" -> !words.getFirst().equals(words.get(2));
                                default ->
                                        throw new NotInterpretedException("test " + words.get(1));
                            };
                    default -> throw new NotInterpretedException("a test of that length");
                };
        return new Written("", isTrue ? 0 : 1);
    }

    private boolean isSo(String what, String text) throws NotInterpretedException {
        return switch (what) {
            case "-n" -> !text.isEmpty();
            case "-z" -> text.isEmpty();
            case "-e", "-f", "-d", "-s", "-r" ->
                    read(text, host.stat(text)).stream()
                            .anyMatch(stat ->
                                    switch (what) {
                                        case "-f" -> stat.type() == FileStat.Type.FILE;
                                        case "-d" -> stat.type() == FileStat.Type.DIRECTORY;
                                        case "-s" -> stat.sizeBytes() > 0;
                                        default -> true;
                                    });
            default -> throw new NotInterpretedException("test " + what);
        };
    }

    private List<HostProcess> processes() {
        if (processes == null) {
            if (!host.isRunning()) {
                unread.add("/proc: the system does not run");
            }
            processes = HostProcess.all(host);
        }
        return processes;
    }

    /// All with their command lines, or those of one name: `-ef`, `-fC NAME`, `-C NAME -o cmd`.
    private Written ps(List<String> words) throws NotInterpretedException {
        boolean hasHeader = true;
        boolean isCommandOnly = false;
        var name = "";
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            switch (word) {
                case "-ef", "-e", "-f", "-eaf", "-Af", "-efww", "-ww", "aux", "-aux", "auxww" -> {}
                case "--no-headers", "--no-heading" -> hasHeader = false;
                case "-C", "-fC" -> name = ++i < words.size() ? words.get(i) : "";
                case "-o", "-eo" -> {
                    var columns = ++i < words.size() ? words.get(i) : "";
                    if (!columns.matches("(cmd|args|command)=?")) {
                        throw new NotInterpretedException("ps -o " + columns);
                    }
                    isCommandOnly = true;
                    hasHeader &= !columns.endsWith("=");
                }
                default -> throw new NotInterpretedException("ps " + word);
            }
        }
        var lines = new ArrayList<String>();
        for (var process : processes()) {
            if (name.isEmpty() || isCalled(process, name)) {
                lines.add(isCommandOnly ? line(process) : row(process));
            }
        }
        int status = lines.isEmpty() ? 1 : 0;
        if (hasHeader) {
            lines.addFirst(isCommandOnly ? "CMD" : "UID PID PPID C STIME TTY TIME CMD");
        }
        return Written.lines(lines, status);
    }

    /// The kernel keeps the first 15 letters of a name only.
    private boolean isCalled(HostProcess process, String name) {
        var kept = name.length() > COMM_LENGTH ? name.substring(0, COMM_LENGTH) : name;
        return host.text("/proc/%d/comm".formatted(process.pid()))
                .known()
                .map(comm -> comm.strip().equals(kept))
                .orElse(process.name().equals(name));
    }

    private static String line(HostProcess process) {
        return String.join(" ", process.words());
    }

    private String row(HostProcess process) {
        var folder = "/proc/" + process.pid();
        var user = host.stat(folder).known().map(stat -> accounts().user(stat.uid())).orElse("?");
        return "%s %d 0 0 ? ? 00:00:00 %s".formatted(user, process.pid(), line(process));
    }

    private Written stat(List<String> words) throws NotInterpretedException {
        var format = "";
        var paths = new ArrayList<String>();
        boolean follows = false;
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            if (word.equals("-c") && i + 1 < words.size()) {
                format = words.get(++i);
            } else if (word.startsWith("-c") && word.length() > 2) {
                format = word.substring(2);
            } else if (word.startsWith("--format=")) {
                format = word.substring("--format=".length());
            } else if (word.equals("-L")) {
                follows = true;
            } else if (word.startsWith("-")) {
                throw new NotInterpretedException("stat " + word);
            } else {
                paths.add(word);
            }
        }
        if (format.isEmpty()) {
            throw new NotInterpretedException("stat without a format");
        }
        var lines = new ArrayList<String>();
        int status = paths.isEmpty() ? 1 : 0;
        for (var path : paths) {
            var answer = follows ? host.stat(path) : host.lstat(path);
            var stat = read(path, answer);
            if (stat.isEmpty()) {
                status = 1;
                continue;
            }
            lines.add(formatted(format, path, stat.get()));
        }
        return Written.lines(lines, status);
    }

    private String formatted(String format, String path, FileStat stat)
            throws NotInterpretedException {
        var all = new StringBuilder();
        var matcher = FIELD.matcher(format);
        while (matcher.find()) {
            matcher.appendReplacement(
                    all, Matcher.quoteReplacement(field(matcher.group(1), path, stat)));
        }
        return matcher.appendTail(all).toString();
    }

    private String field(String letter, String path, FileStat stat) throws NotInterpretedException {
        return switch (letter) {
            case "a" -> Integer.toOctalString(stat.mode());
            case "U" -> accounts().user(stat.uid());
            case "G" -> accounts().group(stat.gid());
            case "u" -> String.valueOf(stat.uid());
            case "g" -> String.valueOf(stat.gid());
            case "n" -> path;
            case "s" -> String.valueOf(stat.sizeBytes());
            case "%" -> "%";
            default -> throw new NotInterpretedException("stat %" + letter);
        };
    }

    private Written cat(List<String> words, String in) {
        if (words.isEmpty()) {
            return new Written(in, 0);
        }
        var all = new StringBuilder();
        int status = 0;
        for (var path : words) {
            var text = read(path, host.text(path));
            status = text.isEmpty() ? 1 : status;
            text.ifPresent(all::append);
        }
        return new Written(all.toString(), status);
    }

    private Written ls(List<String> words) throws NotInterpretedException {
        var lines = new ArrayList<String>();
        int status = 0;
        for (var path : words) {
            if (path.startsWith("-")) {
                if (!path.equals("-1") && !path.equals("-d")) {
                    throw new NotInterpretedException("ls " + path);
                }
                continue;
            }
            var stat = read(path, host.stat(path));
            if (stat.isEmpty()) {
                status = 2;
            } else if (stat.get().type() == FileStat.Type.DIRECTORY && !words.contains("-d")) {
                read(path, host.names(path)).orElse(List.of()).stream()
                        .filter(name -> !name.startsWith("."))
                        .forEach(lines::add);
            } else {
                lines.add(path);
            }
        }
        return Written.lines(lines, status);
    }

    /// What `find` is told to look for.
    private static final class Wanted {
        private final List<String> patterns = new ArrayList<>();
        private FileStat.@Nullable Type type;
        private int least;
        private int looked;
        private int most = Integer.MAX_VALUE;

        boolean isOne(String path, FileStat stat, int depth) {
            var name = path.substring(path.lastIndexOf('/') + 1);
            return depth >= least
                    && (type == null || stat.type() == type)
                    && patterns.stream().allMatch(pattern -> NamePattern.matches(pattern, name));
        }
    }

    private Written find(List<String> words) throws NotInterpretedException {
        var wanted = new Wanted();
        var starts = new ArrayList<String>();
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            if (!word.startsWith("-")) {
                starts.add(word);
                continue;
            }
            if (word.equals("-print")) {
                continue;
            }
            var value = ++i < words.size() ? words.get(i) : "";
            switch (word) {
                case "-name" -> wanted.patterns.add(value);
                case "-type" -> wanted.type = type(value);
                case "-mindepth" -> wanted.least = depth(value);
                case "-maxdepth" -> wanted.most = depth(value);
                default -> throw new NotInterpretedException("find " + word);
            }
        }
        var found = new ArrayList<String>();
        int status = 0;
        for (var start : starts) {
            var path =
                    start.length() > 1 && start.endsWith("/")
                            ? start.substring(0, start.length() - 1)
                            : start;
            status = find(path, 0, wanted, found) ? status : 1;
        }
        return Written.lines(found, status);
    }

    private static FileStat.Type type(String letter) throws NotInterpretedException {
        return switch (letter) {
            case "f" -> FileStat.Type.FILE;
            case "d" -> FileStat.Type.DIRECTORY;
            case "l" -> FileStat.Type.LINK;
            case "s" -> FileStat.Type.SOCKET;
            default -> throw new NotInterpretedException("find -type " + letter);
        };
    }

    private static int depth(String text) throws NotInterpretedException {
        if (!text.matches("[0-9]{1,2}")) {
            throw new NotInterpretedException("find to the depth " + text);
        }
        return Integer.parseInt(text);
    }

    private boolean find(String path, int depth, Wanted wanted, List<String> found)
            throws NotInterpretedException {
        var stat = read(path, host.lstat(path));
        if (stat.isEmpty()) {
            return false;
        }
        if (wanted.isOne(path, stat.get(), depth)) {
            found.add(path);
        }
        if (++wanted.looked > MAX_LOOKED || depth > MAX_DEPTH) {
            throw new NotInterpretedException("that many files");
        }
        if (stat.get().type() == FileStat.Type.DIRECTORY && depth < wanted.most) {
            for (var name : read(path, host.names(path)).orElse(List.of())) {
                find(path.equals("/") ? "/" + name : path + "/" + name, depth + 1, wanted, found);
            }
        }
        return true;
    }
}
