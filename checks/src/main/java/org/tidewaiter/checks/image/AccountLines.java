package org.tidewaiter.checks.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;

/// The lines of passwd, shadow and group: fields with colons between, the name first.
///
/// @param accounts without those of NIS, whose names start with `+` or `-`
/// @param gaps what was left out, a sentence each
/// @see "passwd(5), shadow(5), group(5)"
record AccountLines(List<Line> accounts, List<String> gaps) {
    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_LINES = 20_000;
    private static final int MAX_NAME_LENGTH = 256;

    /// @param number from 1
    record Line(int number, String name, String password, String id) {
        /// @return nothing where it is no number of 32 bits
        Optional<Long> numericId() {
            return RunningUser.isNumber(id) && id.length() <= 10
                    ? Optional.of(Long.parseLong(id)).filter(value -> value <= 0xffff_ffffL)
                    : Optional.empty();
        }
    }

    static Claims claims(String... paths) {
        return Claims.paths(paths).withMaxBytes(MAX_BYTES);
    }

    static AccountLines of(ClaimedFile file, int leastFields) {
        var accounts = new ArrayList<Line>();
        var lines = file.text().split("\n", -1);
        int broken = 0;
        for (int i = 0; i < Math.min(lines.length, MAX_LINES); i++) {
            var line = lines[i].strip();
            if (line.isEmpty() || "#+-".indexOf(line.charAt(0)) >= 0) {
                continue;
            }
            var fields = line.split(":", -1);
            if (fields.length < leastFields || !isName(fields[0])) {
                broken++;
                continue;
            }
            accounts.add(new Line(i + 1, fields[0], fields[1], fields[2]));
        }
        var gaps = new ArrayList<String>();
        if (broken > 0) {
            gaps.add("%,d lines describe no account".formatted(broken));
        }
        if (lines.length > MAX_LINES) {
            gaps.add("more than %,d lines; the rest was not read".formatted(MAX_LINES));
        }
        return new AccountLines(accounts, gaps);
    }

    private static boolean isName(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_NAME_LENGTH
                && text.chars().noneMatch(Character::isISOControl);
    }
}
