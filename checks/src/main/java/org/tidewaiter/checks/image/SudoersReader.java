package org.tidewaiter.checks.image;

import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.model.Observation;

/// Reads which rules of sudo ask for no password.
///
/// @see "sudoers(5)"
final class SudoersReader implements FileReader {
    private static final int MAX_BYTES = 1 << 20;
    private static final int MOST_RULES = 100;
    private static final int SHOWN = 80;

    @Override
    public String name() {
        return "sudo-rules";
    }

    @Override
    public Claims claims() {
        return Claims.paths("etc/sudoers", "etc/sudoers.d/*", "usr/local/etc/sudoers")
                .withMaxBytes(MAX_BYTES);
    }

    /// sudo itself skips files of a folder that have a dot in their name or end in `~`.
    @Override
    public Reading read(ClaimedFile file) {
        var name = file.fileName();
        if (name.contains(".") || name.endsWith("~")) {
            return Reading.NOTHING;
        }
        var seen = new ArrayList<Observation>();
        var lines = file.text().split("\n", -1);
        for (int i = 0; i < lines.length; ) {
            int first = i;
            var rule = new StringBuilder(lines[i++]);
            while (i < lines.length && !rule.isEmpty() && rule.charAt(rule.length() - 1) == '\\') {
                rule.setCharAt(rule.length() - 1, ' ');
                rule.append(lines[i++]);
            }
            if (asksForNone(rule.toString()) && seen.size() < MOST_RULES) {
                seen.add(Passwords.seen(SudoRules.NO_PASSWORD, first + 1, shown(rule)));
            }
        }
        return new Reading(
                seen,
                seen.size() < MOST_RULES
                        ? List.of()
                        : List.of("more than %d rules without a password".formatted(MOST_RULES)));
    }

    private static boolean asksForNone(String rule) {
        var text = rule.strip();
        if (text.startsWith("#")) {
            return false;
        }
        return text.contains("NOPASSWD:")
                || text.contains("NOPASSWD :")
                || (text.startsWith("Defaults") && text.contains("!authenticate"));
    }

    private static String shown(CharSequence rule) {
        var text = rule.toString().strip().replaceAll("\\s++|\\p{Cntrl}++", " ");
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
