package org.tidewaiter.scan.template;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.io.Writer;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.scan.report.ReportTemplate;

/// A template that can be followed. The library is loaded with this class, and so only where a
/// template is used.
final class MustacheTemplate {
    private static final Pattern NAME = Pattern.compile("\\.|-?\\w[\\w.-]*");

    private final Template template;

    private MustacheTemplate(Template template) {
        this.template = template;
    }

    /// @throws MustacheException if it is broken
    static MustacheTemplate of(ReportTemplate template) {
        var escaping = Escaping.of(template.name());
        return new MustacheTemplate(
                Mustache.compiler()
                        .withCollector(new Trees())
                        .withEscaper(escaping::escaped)
                        .defaultValue("")
                        .emptyStringIsFalse(true)
                        .compile(template.text()));
    }

    void write(Object tree, Writer out) {
        template.execute(tree, out);
    }

    static void check(ReportTemplate template) throws ProblemException {
        var names = new Names();
        try {
            of(template).template.visit(names);
        } catch (MustacheException e) {
            throw new ProblemException(
                    new Problem(
                            "template-broken",
                            "the template %s is no Mustache template: %s"
                                    .formatted(template.name(), e.getMessage()),
                            "mend it at that line; docs/reports.md shows how one looks"),
                    e);
        }
        if (names.wrong != null) {
            throw new ProblemException(
                    "template-broken",
                    "the template %s has '{{%s}}', which names nothing"
                            .formatted(template.name(), names.wrong),
                    "templates are Mustache (docs/reports.md), not Go's, and include no others");
        }
    }

    /// Looks for what a template of another language has between its braces.
    private static final class Names implements Mustache.Visitor {
        private @Nullable String wrong;

        @Override
        public void visitText(String text) {}

        @Override
        public void visitVariable(String name) {
            if (!NAME.matcher(name).matches()) {
                wrong = Objects.requireNonNullElse(wrong, name);
            }
        }

        @Override
        public boolean visitInclude(String name) {
            wrong = Objects.requireNonNullElse(wrong, "> " + name);
            return false;
        }

        @Override
        public boolean visitSection(String name) {
            visitVariable(name);
            return true;
        }

        @Override
        public boolean visitInvertedSection(String name) {
            visitVariable(name);
            return true;
        }
    }

    /// Lets a template look into maps and lists, and into no object by its methods or fields.
    private static final class Trees implements Mustache.Collector {
        @Override
        public @Nullable Iterator<?> toIterator(Object value) {
            return value instanceof List<?> items ? items.iterator() : null;
        }

        @Override
        public Mustache.@Nullable VariableFetcher createFetcher(Object context, String name) {
            return context instanceof Map<?, ?>
                    ? (map, key) ->
                            map instanceof Map<?, ?> members && members.containsKey(key)
                                    ? members.get(key)
                                    : Template.NO_FETCHER_FOUND
                    : null;
        }

        @Override
        public <K, V> Map<K, V> createFetcherCache() {
            return new HashMap<>();
        }
    }
}
