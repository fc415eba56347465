package org.tidewaiter.inventory.account;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The form of a path, in which `{name}` stands for a part of one segment, and `{dir}` at its
/// beginning for any directories.
///
/// A part that is not the first in its segment does not contain the letter before it: in
/// `{package}_{version}.deb` the version has no underscore. So no path matches in two ways that
/// matter, and matching takes linear time.
final class PathForm {
    private static final Pattern PART = Pattern.compile("\\{([a-z]+)}");
    private static final String DIRECTORIES = "{dir}/";

    private final String text;
    private final String start;
    private final String end;
    private final String regex;
    private final List<String> parts;

    /// Compiled when it is first needed, since few images have files of most forms.
    private volatile @Nullable Pattern pattern;

    PathForm(String text) {
        this.text = text;
        int first = text.indexOf('{');
        start = first < 0 ? text : text.substring(0, first);
        end = text.substring(text.lastIndexOf('}') + 1);
        parts = new ArrayList<>();
        regex = regex();
    }

    private String regex() {
        var regex = new StringBuilder();
        int at = 0;
        if (text.startsWith(DIRECTORIES)) {
            parts.add("dir");
            regex.append("(|.*/)");
            at = DIRECTORIES.length();
        }
        var matcher = PART.matcher(text);
        int segment = -1;
        while (matcher.find(at)) {
            regex.append(Pattern.quote(text.substring(at, matcher.start())));
            int slash = text.lastIndexOf('/', matcher.start());
            boolean isFirst = slash != segment;
            segment = slash;
            regex.append(
                    isFirst ? "([^/]+)" : "([^/" + Pattern.quote(before(matcher.start())) + "]+)");
            parts.add(matcher.group(1));
            at = matcher.end();
        }
        return regex.append(Pattern.quote(text.substring(at))).toString();
    }

    private String before(int position) {
        return text.substring(position - 1, position);
    }

    List<String> parts() {
        return List.copyOf(parts);
    }

    /// What the parts stand for in a path of this form.
    Optional<Map<String, String>> match(String path) {
        if (!path.startsWith(start) || !path.endsWith(end)) {
            return Optional.empty();
        }
        var matcher = pattern().matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var values = new LinkedHashMap<String, String>();
        for (int i = 0; i < parts.size(); i++) {
            values.put(parts.get(i), matcher.group(i + 1));
        }
        return Optional.of(values);
    }

    /// The first segment of every path of this form.
    ///
    /// @return nothing if there are several
    Optional<String> firstSegment() {
        int slash = start.indexOf('/');
        return slash < 0 ? Optional.empty() : Optional.of(start.substring(0, slash));
    }

    private Pattern pattern() {
        var compiled = pattern;
        if (compiled == null) {
            compiled = Pattern.compile(regex, Pattern.DOTALL);
            pattern = compiled;
        }
        return compiled;
    }

    /// The template with the parts put in.
    static String fill(String template, Map<String, String> values) {
        var filled = new StringBuilder();
        int at = 0;
        if (template.startsWith(DIRECTORIES)) {
            filled.append(values.get("dir"));
            at = DIRECTORIES.length();
        }
        var matcher = PART.matcher(template);
        while (matcher.find(at)) {
            filled.append(template, at, matcher.start()).append(values.get(matcher.group(1)));
            at = matcher.end();
        }
        return filled.append(template.substring(at)).toString();
    }

    /// The parts that a template has.
    static List<String> partsOf(String template) {
        return PART.matcher(template).results().map(found -> found.group(1)).toList();
    }

    @Override
    public String toString() {
        return text;
    }
}
