package org.tidewaiter.checks.document;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.tidewaiter.checks.document.YamlNode.Absent;
import org.tidewaiter.checks.document.YamlNode.Entry;
import org.tidewaiter.checks.document.YamlNode.Mapping;
import org.tidewaiter.checks.document.YamlNode.Scalar;
import org.tidewaiter.checks.document.YamlNode.Sequence;
import org.tidewaiter.checks.document.YamlNode.Style;

/// Builds the values of one document from the library's events, without recursion. An alias is
/// counted with all that it stands for, so that few lines cannot become more values than a file may
/// have.
final class YamlTree {
    private static final int MAX_DEPTH = 100;
    private static final int MAX_VALUES = 400_000;
    private static final int MAX_NOTES = 20;

    /// The library copies what it has of a value each time that it reads on.
    private static final int MAX_BUFFER = 1 << 20;

    private final String text;
    private final int before;
    private final Map<String, Anchored> anchors = new HashMap<>();
    private final List<Unread> unread = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private final List<YamlNode> documents = new ArrayList<>();
    private int values;
    private boolean mappingAsKey;

    /// @param before how many lines of the file stand before the text
    YamlTree(String text, int before) {
        this.text = text;
        this.before = before;
    }

    private record Anchored(YamlNode node, int size) {}

    List<YamlNode> documents() throws MalformedYamlException {
        int line = before + 1;
        var settings = settings(text.length());
        try {
            Iterator<Event> events =
                    new ParserImpl(settings, new StreamReader(settings, new StringReader(text)));
            while (events.hasNext()) {
                var event = events.next();
                line = line(event);
                take(event, line);
            }
        } catch (MarkedYamlEngineException e) {
            int at = e.getProblemMark().map(mark -> before + mark.getLine() + 1).orElse(line);
            throw new MalformedYamlException(at, "not valid YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new MalformedYamlException(line, "not valid YAML");
        }
        return documents;
    }

    private static LoadSettings settings(int length) {
        return LoadSettings.builder()
                .setUseMarks(true)
                .setCodePointLimit(1 << 25)
                .setBufferSize(Math.clamp(length, 1_024, MAX_BUFFER))
                .build();
    }

    List<Unread> unread() {
        return unread;
    }

    /// Whether a key was a mapping, as `{{ x }}` has one.
    boolean hasMappingAsKey() {
        return mappingAsKey;
    }

    private int line(Event event) {
        return before + event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    private void take(Event event, int line) throws MalformedYamlException {
        switch (event.getEventId()) {
            case StreamStart, StreamEnd, DocumentEnd, Comment -> {}
            case DocumentStart -> anchors.clear();
            case Alias -> {
                var alias = ((AliasEvent) event).getAlias().getValue();
                var anchored = anchors.get(alias);
                if (anchored == null) {
                    throw new MalformedYamlException(
                            line, "an alias of nothing, or of what it is a part of");
                }
                count(anchored.size(), line);
                add(anchored.node(), line, anchored.size());
            }
            case Scalar -> {
                count(1, line);
                var node = scalar((ScalarEvent) event, line);
                anchor((ScalarEvent) event, node, 1);
                add(node, line, 1);
            }
            case SequenceStart, MappingStart -> {
                if (open.size() >= MAX_DEPTH) {
                    throw new MalformedYamlException(line, "nested too deeply");
                }
                count(1, line);
                open.push(new Open((CollectionStartEvent) event, line, values));
            }
            case SequenceEnd, MappingEnd -> {
                var done = open.pop();
                var node = done.node();
                int size = values - done.valuesBefore + 1;
                anchor(done.start, node, size);
                add(node, done.line, size);
            }
        }
    }

    private void count(int more, int line) throws MalformedYamlException {
        values += more;
        if (values > MAX_VALUES) {
            throw new MalformedYamlException(
                    line, "more than %d values, aliases counted in full".formatted(MAX_VALUES));
        }
    }

    private void anchor(NodeEvent event, YamlNode node, int size) {
        event.getAnchor()
                .ifPresent(anchor -> anchors.put(anchor.getValue(), new Anchored(node, size)));
    }

    private static YamlNode scalar(ScalarEvent event, int line) {
        var value = event.getValue();
        var style =
                switch (event.getScalarStyle()) {
                    case ScalarStyle.PLAIN -> Style.PLAIN;
                    case ScalarStyle.LITERAL -> Style.LITERAL;
                    case ScalarStyle.FOLDED -> Style.FOLDED;
                    default -> Style.QUOTED;
                };
        boolean isNull =
                style == Style.PLAIN
                        && (value.isEmpty() || value.equals("~") || value.equalsIgnoreCase("null"));
        return isNull ? new Absent(line) : new Scalar(value, style, line);
    }

    private void add(YamlNode node, int line, int size) throws MalformedYamlException {
        var parent = open.peek();
        if (parent == null) {
            documents.add(node);
            return;
        }
        if (!parent.isMapping()) {
            parent.items.add(node);
            return;
        }
        var key = parent.key;
        if (key == null) {
            mappingAsKey |= node instanceof Mapping;
            parent.key = new Key(node.words(), line);
            return;
        }
        parent.key = null;
        if (key.text().equals("<<") && !(node instanceof Scalar)) {
            count(size, line);
            parent.merged.addAll(node.oneOrMore());
        } else if (parent.entries.put(key.text(), new Entry(key.text(), key.line(), node)) != null
                && unread.size() < MAX_NOTES) {
            unread.add(
                    new Unread(
                            key.line(),
                            "the key '%s' stands twice, and only the last one was looked at"
                                    .formatted(key.text())));
        }
    }

    private record Key(String text, int line) {}

    /// A sequence or mapping whose end is not reached.
    private static final class Open {
        private final CollectionStartEvent start;
        private final int line;
        private final int valuesBefore;
        private final List<YamlNode> items = new ArrayList<>();
        private final Map<String, Entry> entries = new LinkedHashMap<>();
        private final List<YamlNode> merged = new ArrayList<>();
        private @Nullable Key key;

        private Open(CollectionStartEvent start, int line, int valuesBefore) {
            this.start = start;
            this.line = line;
            this.valuesBefore = valuesBefore;
        }

        private boolean isMapping() {
            return start instanceof MappingStartEvent;
        }

        private YamlNode node() {
            if (!isMapping()) {
                return new Sequence(items, line);
            }
            var all = new ArrayList<>(entries.values());
            var known = new HashSet<>(entries.keySet());
            for (var mapping : merged) {
                for (var entry : mapping.entries()) {
                    if (known.add(entry.key())) {
                        all.add(entry);
                    }
                }
            }
            return Mapping.of(all, line);
        }
    }
}
