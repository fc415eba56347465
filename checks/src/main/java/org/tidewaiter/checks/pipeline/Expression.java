package org.tidewaiter.checks.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// An expression of GitHub Actions, as what stands between `${{` and `}}`.
///
/// @param text in small letters, for names and functions have no case, and with `.y` for `['y']`
/// @see "GitHub Docs, Evaluate expressions in workflows and actions"
record Expression(String text) {
    private static final int MAX_DEPTH = 30;
    private static final Pattern INDEX =
            Pattern.compile("\\[\\s{0,9}+'?+([a-z0-9_*-]{1,100}+)'?+\\s{0,9}+\\]");
    private static final Pattern NO_NAME = Pattern.compile("[^a-z0-9_.*-]");

    /// Functions that give what they are given.
    private static final Set<String> HANDING_ON =
            Set.of("format", "join", "tojson", "fromjson", "case");

    private static final List<String> UNTRUSTED_ENDS =
            List.of(
                    ".title",
                    ".body",
                    ".message",
                    ".head.ref",
                    ".head.label",
                    ".head_ref",
                    ".head_branch",
                    "head.repo.default_branch",
                    ".email",
                    ".page_name",
                    ".display_title",
                    "author.name",
                    "committer.name",
                    ".label.name",
                    ".head_commit.message");

    /// Objects that hold untrusted text, which counts where they are written out as JSON.
    private static final Set<String> UNTRUSTED_OBJECTS =
            Set.of(
                    "github",
                    "github.event",
                    "github.event.comment",
                    "github.event.commits",
                    "github.event.discussion",
                    "github.event.head_commit",
                    "github.event.issue",
                    "github.event.pages",
                    "github.event.pull_request",
                    "github.event.pull_request.head",
                    "github.event.review",
                    "github.event.workflow_run");

    static Expression of(String text) {
        return new Expression(
                INDEX.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(".$1").strip());
    }

    /// Whether it can give text that a stranger chose. A comparison gives only a truth value.
    boolean isUntrusted() {
        return isUntrusted(text, false, 0);
    }

    private static boolean isUntrusted(String expression, boolean asJson, int depth) {
        var part = expression.strip();
        if (depth > MAX_DEPTH) {
            return Stream.of(NO_NAME.split(part, -1)).anyMatch(name -> isName(name, asJson));
        }
        var alternatives = split(part, "||");
        if (alternatives.size() > 1) {
            return alternatives.stream().anyMatch(each -> isUntrusted(each, asJson, depth + 1));
        }
        var conditions = split(part, "&&");
        if (conditions.size() > 1) {
            return isUntrusted(conditions.getLast(), asJson, depth + 1);
        }
        boolean isTruth =
                part.startsWith("!")
                        || Stream.of("==", "!=", "<", ">")
                                .anyMatch(sign -> split(part, sign).size() > 1);
        int open = part.indexOf('(');
        if (isTruth || open < 0) {
            return !isTruth && isName(part, asJson);
        }
        int close = part.lastIndexOf(')');
        var inside = part.substring(open + 1, Math.max(open + 1, close));
        var function = part.substring(0, open).strip();
        if (function.isEmpty()) {
            return isUntrusted(inside, asJson, depth + 1);
        }
        boolean writes = asJson || function.equals("tojson");
        return HANDING_ON.contains(function)
                && split(inside, ",").stream()
                        .anyMatch(each -> isUntrusted(each, writes, depth + 1));
    }

    private static boolean isName(String name, boolean asJson) {
        boolean isPlain = !NO_NAME.matcher(name).find();
        boolean isText =
                name.equals("github.head_ref")
                        || (name.startsWith("github.event.")
                                && UNTRUSTED_ENDS.stream().anyMatch(name::endsWith));
        return isPlain && (isText || (asJson && UNTRUSTED_OBJECTS.contains(name)));
    }

    /// The parts between signs that stand in no brackets and no string.
    private static List<String> split(String text, String sign) {
        var parts = new ArrayList<String>();
        int depth = 0;
        int start = 0;
        boolean isString = false;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '\'') {
                isString = !isString;
            } else if (!isString && (letter == '(' || letter == '[')) {
                depth++;
            } else if (!isString && (letter == ')' || letter == ']')) {
                depth--;
            } else if (!isString && depth == 0 && text.startsWith(sign, i)) {
                parts.add(text.substring(start, i));
                i += sign.length() - 1;
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }
}
