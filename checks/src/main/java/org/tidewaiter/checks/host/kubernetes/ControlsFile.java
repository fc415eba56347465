package org.tidewaiter.checks.host.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.checks.document.YamlFile;
import org.tidewaiter.checks.document.YamlNode;

/// A file of controls: `master.yaml`, `node.yaml` and others.
///
/// @param type of which nodes it speaks: `master`
record ControlsFile(String name, String type, String text, List<Group> groups) {
    private static final int MAX_CHECKS = 5_000;

    ControlsFile {
        groups = List.copyOf(groups);
    }

    record Group(String id, String text, List<AuditCheck> checks) {
        Group {
            checks = List.copyOf(checks);
        }
    }

    static ControlsFile parse(String name, String text) throws MalformedBenchmarkException {
        var root = root(name, text);
        var groups = new ArrayList<Group>();
        int count = 0;
        for (var group : root.get("groups").items()) {
            var checks = new ArrayList<AuditCheck>();
            for (var check : group.get("checks").items()) {
                checks.add(check(name, check));
                if (++count > MAX_CHECKS) {
                    throw new MalformedBenchmarkException(
                            "%s: more than %d checks".formatted(name, MAX_CHECKS));
                }
            }
            groups.add(new Group(required(name, group, "id"), group.get("text").words(), checks));
        }
        if (groups.isEmpty()) {
            throw new MalformedBenchmarkException("%s: it has no groups".formatted(name));
        }
        return new ControlsFile(
                name, required(name, root, "type"), root.get("text").words(), groups);
    }

    /// The one document of a file; nothing where it has none, as one of comments alone.
    static YamlNode root(String name, String text) throws MalformedBenchmarkException {
        var file = YamlFile.parse(text);
        if (!file.unread().isEmpty()) {
            var first = file.unread().getFirst();
            throw new MalformedBenchmarkException(
                    "%s:%d: %s".formatted(name, first.line(), first.reason()));
        }
        if (file.documents().size() > 1) {
            throw new MalformedBenchmarkException(
                    "%s: it has %d documents, not one".formatted(name, file.documents().size()));
        }
        return file.documents().isEmpty() ? new YamlNode.Absent(1) : file.documents().getFirst();
    }

    private static String required(String name, YamlNode node, String key)
            throws MalformedBenchmarkException {
        return node.get(key)
                .text()
                .filter(text -> !text.isBlank())
                .orElseThrow(() ->
                        new MalformedBenchmarkException(
                                "%s:%d: no '%s'".formatted(name, node.line(), key)));
    }

    private static AuditCheck check(String name, YamlNode check)
            throws MalformedBenchmarkException {
        var items = new ArrayList<TestItem>();
        for (var item : check.path("tests.test_items").items()) {
            items.add(item(name, item));
        }
        var operator = check.path("tests.bin_op").words();
        if (!List.of("", "and", "or").contains(operator)) {
            throw new MalformedBenchmarkException(
                    "%s:%d: the bin_op '%s' is neither and nor or"
                            .formatted(name, check.line(), operator));
        }
        return new AuditCheck(
                required(name, check, "id"),
                check.get("text").words(),
                check.get("type").words().strip(),
                check.get("audit").words().strip(),
                check.get("audit_env").words().strip(),
                check.get("audit_config").words().strip(),
                items,
                operator.equals("or"),
                check.get("use_multiple_values").isTrue(),
                check.get("remediation").words().strip(),
                check.get("scored").isTrue());
    }

    private static TestItem item(String name, YamlNode item) throws MalformedBenchmarkException {
        var compare = item.get("compare");
        var operator = compare.get("op").words();
        Optional<Comparison> comparison = Optional.empty();
        if (!operator.isEmpty()) {
            comparison =
                    Optional.of(
                            new Comparison(
                                    Comparison.Operator.of(operator)
                                            .orElseThrow(() ->
                                                    new MalformedBenchmarkException(
                                                            "%s:%d: the operator '%s' is not known"
                                                                    .formatted(
                                                                            name,
                                                                            compare.line(),
                                                                            operator))),
                                    compare.get("value").words()));
        }
        return new TestItem(
                item.get("flag").words(),
                item.get("path").words(),
                item.get("env").words(),
                !item.get("set").isFalse(),
                comparison);
    }
}
