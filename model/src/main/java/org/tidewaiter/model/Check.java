package org.tidewaiter.model;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// One thing that should not be so in an image, or in what makes and runs it. Data: what looks for
/// it stands in the module `checks`, which lists all of ours, or in another tool.
///
/// @param id stable, the room or the tool and the name (`secret/aws-access-key`,
///   `image/runs-as-root`, `semgrep/java.lang.sqli`), as waivers and reports call it
/// @param title what is wrong, in one line without a full stop
/// @param mend what to do about it, in one or two sentences
/// @param guides the items of published guides that it answers, as `CIS Docker 4.1` or `NIST SP
///   800-190 4.1.2`; may be empty
public record Check(
        String id, Kind kind, Severity severity, String title, String mend, List<String> guides) {
    private static final Pattern ID = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*/\\p{Graph}{1,200}");

    public Check {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("not the id of a check: " + id);
        }
        if (title.isBlank() || mend.isBlank()) {
            throw new IllegalArgumentException(id + " does not say what is wrong or what to do");
        }
        guides = List.copyOf(guides);
    }

    /// The id without the room, as other scanners have their ids.
    public String name() {
        return id.substring(id.indexOf('/') + 1);
    }

    /// What a check looks at.
    public enum Kind {
        /// Credentials left in files, or in the image's configuration.
        SECRET,
        /// How an image, or what makes and runs it, is configured.
        SETTING,
        /// What is in an image and not needed there.
        CLUTTER,
        /// The terms of a package.
        LICENCE,
        /// Whatever another tool looks at, whose report was read.
        REPORTED;

        /// Lower case, as documents write it.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
