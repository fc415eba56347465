package org.tidewaiter.cli;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.model.Digest;

/// What is asked by a command line, with all that decides the answer and is in no file.
///
/// @param asked before anything was looked at
/// @param day which, in UTC, is today
/// @param digest of program, Java, machine, day, locale, working directory, terminal, words,
///   environment
record Question(Instant asked, LocalDate day, Digest digest) {
    /// What shells note for themselves.
    private static final Set<String> MEANINGLESS = Set.of("_", "SHLVL", "OLDPWD");

    private static final List<String> PROPERTIES =
            List.of(
                    "java.vm.vendor",
                    "java.runtime.version",
                    "os.name",
                    "os.arch",
                    "user.dir",
                    "user.name",
                    "sun.jnu.encoding");

    static Question of(
            Installation program,
            String[] words,
            Terminal terminal,
            Map<String, String> environment,
            Instant asked) {
        var day = LocalDate.ofInstant(asked, ZoneOffset.UTC);
        var all = new ArrayList<String>();
        all.add(program.fingerprint());
        all.add(day.toString());
        PROPERTIES.forEach(name -> all.add(System.getProperty(name, "")));
        all.add(Locale.getDefault(Locale.Category.FORMAT).toString()); // of numbers and dates
        all.add(Integer.toString(terminal.columns()));
        all.add(Boolean.toString(terminal.colour()));
        all.add(Integer.toString(words.length));
        all.addAll(List.of(words));
        new TreeMap<>(environment)
                .forEach((name, value) -> {
                    if (!MEANINGLESS.contains(name)) {
                        all.add(name);
                        all.add(value);
                    }
                });
        var text = String.join("\0", all); // which neither words nor variables can have
        return new Question(
                asked, day, VerifiedBytes.sha256(text.getBytes(StandardCharsets.UTF_8)));
    }

    /// Whether it is still the same day, by a clock that was not set back.
    boolean isOf(Instant now) {
        return !now.isBefore(asked) && LocalDate.ofInstant(now, ZoneOffset.UTC).equals(day);
    }
}
