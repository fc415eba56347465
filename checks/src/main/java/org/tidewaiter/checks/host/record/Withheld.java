package org.tidewaiter.checks.host.record;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.tidewaiter.checks.rule.SecretNames;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.Json.JsonArray;
import org.tidewaiter.model.json.Json.JsonObject;
import org.tidewaiter.model.json.Json.JsonString;

/// Takes out of what is recorded the values that are often secrets and that no check reads: those
/// of environments of containers, and the words after the name of programs that no benchmark is
/// about. What made an image is recorded as it is.
final class Withheld {
    private static final String WITHHELD = "***";
    private static final List<String> PLACES = List.of("/", "./", "http://", "https://");
    private static final Pattern WORDS = Pattern.compile("/proc/[0-9]{1,9}/cmdline");

    /// Whose flags say how they work.
    private static final Set<String> TOLD =
            Set.of(
                    "containerd",
                    "dockerd",
                    "etcd",
                    "kube-apiserver",
                    "kube-controller-manager",
                    "kube-proxy",
                    "kube-scheduler",
                    "kubelet");

    private Withheld() {}

    static String ofText(String path, String text) {
        int end = text.indexOf('\0');
        if (end < 0 || !WORDS.matcher(path).matches()) {
            return text;
        }
        var program = text.substring(0, end);
        return TOLD.contains(program.substring(program.lastIndexOf('/') + 1))
                ? text
                : program + "\0";
    }

    static Json ofEngine(Json json) {
        return switch (json) {
            case JsonObject(var members) -> {
                var changed = new LinkedHashMap<String, Json>();
                members.forEach((name, value) ->
                        changed.put(
                                name, name.equals("Env") ? environment(value) : ofEngine(value)));
                yield new JsonObject(changed);
            }
            case JsonArray(var items) ->
                    new JsonArray(items.stream().map(Withheld::ofEngine).toList());
            default -> json;
        };
    }

    private static Json environment(Json list) {
        return new JsonArray(
                list.items().stream()
                        .flatMap(item -> item.text().stream())
                        .<Json>map(text -> new JsonString(nameOnly(text)))
                        .toList());
    }

    /// What tells a value that may be a secret from one that is none stays.
    private static String nameOnly(String setting) {
        int equals = setting.indexOf('=');
        if (equals < 0) {
            return setting;
        }
        var name = setting.substring(0, equals + 1);
        var value = setting.substring(equals + 1);
        if (SecretNames.isValue(value)) {
            return name + WITHHELD;
        }
        return PLACES.stream()
                .filter(value::startsWith)
                .findFirst()
                .map(place -> name + place + WITHHELD)
                .orElse(setting);
    }
}
