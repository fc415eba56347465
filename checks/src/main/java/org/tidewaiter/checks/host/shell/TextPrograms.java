package org.tidewaiter.checks.host.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tidewaiter.model.BoundedPattern;

/// What programs would write that read one text and write another.
final class TextPrograms {
    private static final Pattern AWK =
            Pattern.compile("\\{\\s*print\\s+(\\$(?:[0-9]{1,3}|NF)|\\$0)?\\s*;?\\s*\\}");
    private static final Pattern SED = Pattern.compile("s(.)(.*)", Pattern.DOTALL);

    private TextPrograms() {}

    static Written run(String name, List<String> words, String in) throws NotInterpretedException {
        return switch (name) {
            case "echo" -> echo(words);
            case "grep", "egrep", "fgrep" -> grep(name, words, in);
            case "awk" -> awk(words, in);
            case "sed" -> sed(words, in);
            case "uniq" -> only(words, Written.lines(unique(in.lines().toList()), 0));
            case "sort" -> sort(words, in);
            case "head" -> head(words, in);
            case "tail" -> tail(words, in);
            case "cut" -> cut(words, in);
            case "tr" -> tr(words, in);
            case "wc" -> {
                if (!words.equals(List.of("-l"))) {
                    throw new NotInterpretedException("wc without -l");
                }
                yield new Written(in.lines().count() + "\n", 0);
            }
            default -> throw new NotInterpretedException("the program '%s'".formatted(name));
        };
    }

    private static Written only(List<String> words, Written written)
            throws NotInterpretedException {
        if (!words.isEmpty()) {
            throw new NotInterpretedException("uniq " + words.getFirst());
        }
        return written;
    }

    private static Written echo(List<String> words) {
        boolean hasEnd = words.isEmpty() || !words.getFirst().equals("-n");
        var text = String.join(" ", hasEnd ? words : words.subList(1, words.size()));
        return new Written(hasEnd ? text + "\n" : text, 0);
    }

    private static List<String> unique(List<String> lines) {
        var kept = new ArrayList<String>();
        for (var line : lines) {
            if (kept.isEmpty() || !kept.getLast().equals(line)) {
                kept.add(line);
            }
        }
        return kept;
    }

    private static Written sort(List<String> words, String in) throws NotInterpretedException {
        if (!words.isEmpty() && !words.equals(List.of("-u"))) {
            throw new NotInterpretedException("sort " + words.getFirst());
        }
        var lines = in.lines().sorted().toList();
        return Written.lines(words.isEmpty() ? lines : unique(lines), 0);
    }

    /// How many lines `-n 3`, `-n3` or `-3` asks for.
    private static int count(String name, List<String> words) throws NotInterpretedException {
        var said = String.join("", words);
        if (said.isEmpty()) {
            return 10;
        }
        var number = said.startsWith("-n") ? said.substring(2) : said.substring(1);
        if (!said.startsWith("-") || !number.matches("[0-9]{1,6}")) {
            throw new NotInterpretedException("%s %s".formatted(name, said));
        }
        return Integer.parseInt(number);
    }

    private static Written head(List<String> words, String in) throws NotInterpretedException {
        return Written.lines(in.lines().limit(count("head", words)).toList(), 0);
    }

    private static Written tail(List<String> words, String in) throws NotInterpretedException {
        var lines = in.lines().toList();
        int from = Math.max(0, lines.size() - count("tail", words));
        return Written.lines(lines.subList(from, lines.size()), 0);
    }

    private static Written cut(List<String> words, String in) throws NotInterpretedException {
        var separator = "\t";
        int field = 0;
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            var value =
                    word.length() > 2
                            ? word.substring(2)
                            : i + 1 < words.size() ? words.get(++i) : "";
            if (word.startsWith("-d") && value.length() == 1) {
                separator = value;
            } else if (word.startsWith("-f") && value.matches("[1-9][0-9]{0,2}")) {
                field = Integer.parseInt(value);
            } else {
                throw new NotInterpretedException("cut " + word);
            }
        }
        int wanted = field;
        var by = Pattern.quote(separator);
        return Written.lines(
                in.lines()
                        .map(line -> List.of(line.split(by, -1)))
                        .map(parts ->
                                parts.size() == 1
                                        ? parts.getFirst()
                                        : wanted >= 1 && wanted <= parts.size()
                                                ? parts.get(wanted - 1)
                                                : "")
                        .toList(),
                0);
    }

    private static Written tr(List<String> words, String in) throws NotInterpretedException {
        if (words.size() != 2) {
            throw new NotInterpretedException("tr of that form");
        }
        var from = letters(words.getFirst().equals("-d") ? words.get(1) : words.getFirst());
        if (words.getFirst().equals("-d")) {
            return new Written(
                    in.codePoints()
                            .filter(letter -> from.indexOf(letter) < 0)
                            .collect(
                                    StringBuilder::new,
                                    StringBuilder::appendCodePoint,
                                    StringBuilder::append)
                            .toString(),
                    0);
        }
        var to = letters(words.get(1));
        if (from.length() != 1 || to.length() != 1) {
            throw new NotInterpretedException("tr of several letters");
        }
        return new Written(in.replace(from, to), 0);
    }

    private static String letters(String said) throws NotInterpretedException {
        var letters = said.replace("\\n", "\n").replace("\\t", "\t");
        if ((letters.contains("-") && letters.length() > 1) || letters.contains("[:")) {
            throw new NotInterpretedException("tr " + said);
        }
        return letters;
    }

    private static Written grep(String name, List<String> words, String in)
            throws NotInterpretedException {
        boolean isTurned = false;
        boolean isQuiet = false;
        boolean ignoresCase = false;
        boolean isWord = false;
        boolean isPlain = name.equals("fgrep");
        boolean isExtended = name.equals("egrep");
        Optional<String> pattern = Optional.empty();
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            if (pattern.isPresent()) {
                throw new NotInterpretedException("grep in files");
            }
            if (!word.startsWith("-") || word.length() == 1) {
                pattern = Optional.of(word);
                continue;
            }
            if (word.equals("--") || word.equals("-e")) {
                pattern = Optional.of(++i < words.size() ? words.get(i) : "");
                continue;
            }
            for (char letter : word.substring(1).toCharArray()) {
                switch (letter) {
                    case 'v' -> isTurned = true;
                    case 'q' -> isQuiet = true;
                    case 'i' -> ignoresCase = true;
                    case 'w' -> isWord = true;
                    case 'F' -> isPlain = true;
                    case 'E', 'P' -> isExtended = true;
                    default -> throw new NotInterpretedException("grep " + word);
                }
            }
        }
        var said = pattern.orElseThrow(() -> new NotInterpretedException("grep of nothing"));
        var expression =
                isPlain ? Pattern.quote(said) : isExtended ? said : BasicPattern.asJava(said);
        var whole = isWord ? "(?<!\\w)(?:%s)(?!\\w)".formatted(expression) : expression;
        var bounded = bounded(ignoresCase ? "(?i)" + whole : whole);
        boolean isWanted = !isTurned;
        var found = in.lines().filter(line -> bounded.isIn(line) == isWanted).toList();
        int status = found.isEmpty() ? 1 : 0;
        return isQuiet ? new Written("", status) : Written.lines(found, status);
    }

    private static BoundedPattern bounded(String expression) throws NotInterpretedException {
        return BoundedPattern.parse(expression)
                .orElseThrow(() ->
                        new NotInterpretedException("the pattern '%s'".formatted(expression)));
    }

    /// One column of each line: `{print $2}`.
    private static Written awk(List<String> words, String in) throws NotInterpretedException {
        Optional<String> separator = Optional.empty();
        var program = "";
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            if (word.startsWith("-F")) {
                separator =
                        Optional.of(
                                word.length() > 2
                                        ? word.substring(2)
                                        : ++i < words.size() ? words.get(i) : "");
            } else if (program.isEmpty()) {
                program = word;
            } else {
                throw new NotInterpretedException("awk in files");
            }
        }
        var matcher = AWK.matcher(program.strip());
        if (!matcher.matches()) {
            throw new NotInterpretedException("awk '%s'".formatted(program));
        }
        var column = Optional.ofNullable(matcher.group(1)).orElse("$0").substring(1);
        var lines = new ArrayList<String>();
        for (var line : in.lines().toList()) {
            lines.add(column.equals("0") ? line : column(columns(line, separator), column));
        }
        return Written.lines(lines, 0);
    }

    private static List<String> columns(String line, Optional<String> separator)
            throws NotInterpretedException {
        if (separator.isEmpty() || separator.get().equals(" ")) {
            return line.isBlank() ? List.of() : List.of(line.strip().split("\\s+", -1));
        }
        var by = separator.get();
        if (by.length() > 1 && !by.matches("[\\w=:,/ -]+")) {
            throw new NotInterpretedException("awk -F " + by);
        }
        return List.of(line.split(Pattern.quote(by), -1));
    }

    private static String column(List<String> columns, String which) {
        int number = which.equals("NF") ? columns.size() : Integer.parseInt(which);
        return number >= 1 && number <= columns.size() ? columns.get(number - 1) : "";
    }

    /// Replacing: `s/from/to/g`.
    private static Written sed(List<String> words, String in) throws NotInterpretedException {
        boolean isExtended = false;
        var scripts = new ArrayList<String>();
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            if (word.equals("-e") && i + 1 < words.size()) {
                scripts.add(words.get(++i));
            } else if (word.equals("-E") || word.equals("-r")) {
                isExtended = true;
            } else if (scripts.isEmpty() && !word.startsWith("-")) {
                scripts.add(word);
            } else {
                throw new NotInterpretedException("sed " + word);
            }
        }
        var text = in;
        for (var script : scripts) {
            text = replaced(script.strip(), isExtended, text);
        }
        return new Written(text, 0);
    }

    private static String replaced(String script, boolean isExtended, String in)
            throws NotInterpretedException {
        var matcher = SED.matcher(script);
        var parts =
                matcher.matches()
                        ? List.of(matcher.group(2).split(Pattern.quote(matcher.group(1)), -1))
                        : List.<String>of();
        if (parts.size() != 3 || !parts.getLast().matches("g?")) {
            throw new NotInterpretedException("sed '%s'".formatted(script));
        }
        var pattern =
                bounded(isExtended ? parts.getFirst() : BasicPattern.asJava(parts.getFirst()));
        var to = parts.get(1).replace("$", "\\$").replaceAll("\\\\([0-9])", "\\$$1");
        boolean isEverywhere = parts.getLast().equals("g");
        return Written.lines(
                        in.lines().map(line -> pattern.replaceIn(line, to, isEverywhere)).toList(),
                        0)
                .out();
    }
}
