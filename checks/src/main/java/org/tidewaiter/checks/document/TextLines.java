package org.tidewaiter.checks.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.model.Edit;

/// The lines of a text file, without their ends (`\n` or `\r\n`) and without a byte order mark.
public record TextLines(List<String> lines) {
    /// Beyond it a line is no longer one that a person would edit.
    private static final int MAX_EDITED = 2_000;

    public TextLines {
        lines = List.copyOf(lines);
    }

    public static TextLines of(String text) {
        var lines = new ArrayList<String>();
        int start = text.startsWith("\uFEFF") ? 1 : 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            int next = end < 0 ? text.length() : end;
            boolean hasReturn = next > start && text.charAt(next - 1) == '\r';
            lines.add(text.substring(start, hasReturn ? next - 1 : next));
            start = next + 1;
        }
        return new TextLines(lines);
    }

    public int count() {
        return lines.size();
    }

    /// @param number from 1
    /// @return empty for a line that there is not
    public String line(int number) {
        return number >= 1 && number <= lines.size() ? lines.get(number - 1) : "";
    }

    /// The first line with a zero, which no text has. Text of another encoding is text.
    public Optional<Integer> binaryLine() {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).indexOf('\0') >= 0) {
                return Optional.of(i + 1);
            }
        }
        return Optional.empty();
    }

    /// The edit that writes something else for what stands in a line.
    ///
    /// @return nothing where it does not stand there, or more than once
    public Optional<Edit> replace(int number, String old, String text) {
        var line = line(number);
        if (line.length() > MAX_EDITED) {
            return Optional.empty();
        }
        int at = line.indexOf(old);
        if (at < 0 || line.indexOf(old, at + 1) >= 0) {
            return Optional.empty();
        }
        return Optional.of(
                new Edit(
                        number,
                        number,
                        line.substring(0, at) + text + line.substring(at + old.length())));
    }

    /// The edit that writes something else for the value of a key in a line of YAML.
    ///
    /// @return nothing where the line has not that key with a value in it
    public Optional<Edit> value(int number, String key, String value) {
        var line = line(number);
        if (line.length() > MAX_EDITED) {
            return Optional.empty();
        }
        int at = line.indexOf(key + ":");
        boolean isKey =
                at >= 0 && line.substring(0, at).chars().allMatch(c -> c == ' ' || c == '-');
        int start = at + key.length() + 1;
        if (!isKey || line.substring(start).isBlank()) {
            return Optional.empty();
        }
        return Optional.of(new Edit(number, number, line.substring(0, start) + " " + value));
    }
}
