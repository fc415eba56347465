package org.tidewaiter.scan.sarif;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.tidewaiter.model.Check;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Place;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.Severity;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.model.json.MalformedJsonException;

/// The results of another tool: of an analysis of source code, a probe of what runs, a linter. A
/// result that the tool itself has suppressed, or has found to be as it should, does not count.
///
/// @see "SARIF 2.1.0 (OASIS), 3.27 result object, 3.49 reportingDescriptor object"
public final class SarifReport {
    private static final int MAX_TEXT = 500;
    private static final Pattern NO_NAME = Pattern.compile("[^a-z0-9]+");
    private static final Pattern NO_RULE = Pattern.compile("[^\\p{Graph}]+");

    private final String tool;
    private final String prefix;
    private final SarifRules rules;

    private SarifReport(Json run) {
        var driver = run.get("tool").get("driver");
        tool = driver.text("name").isBlank() ? "unknown tool" : driver.text("name").strip();
        prefix = name(tool);
        rules = new SarifRules(run.get("tool"));
    }

    /// @param file for messages
    /// @return in the order of the file
    /// @throws ProblemException `sarif-malformed`
    public static List<Finding.Reported> read(String file, byte[] bytes) throws ProblemException {
        Json document;
        try {
            document = JsonReader.read(withoutMark(bytes));
        } catch (MalformedJsonException e) {
            throw malformed(file, String.valueOf(e.getMessage()));
        }
        if (!document.text("version").startsWith("2.1") || !document.has("runs")) {
            throw malformed(file, "it does not say that it is SARIF 2.1.0");
        }
        var findings = new ArrayList<Finding.Reported>();
        for (var run : document.get("runs").items()) {
            var report = new SarifReport(run);
            for (var result : run.get("results").items()) {
                if (!(result instanceof Json.JsonObject) || !result.has("message")) {
                    throw malformed(file, "a result has no message");
                }
                findings.add(report.finding(result));
            }
        }
        return List.copyOf(findings);
    }

    /// Some write a byte order mark, which JSON does not allow.
    private static byte[] withoutMark(byte[] bytes) {
        var text = new String(bytes, 0, Math.min(bytes.length, 3), StandardCharsets.UTF_8);
        return text.startsWith("\ufeff") ? Arrays.copyOfRange(bytes, 3, bytes.length) : bytes;
    }

    private static ProblemException malformed(String file, String why) {
        return new ProblemException(
                "sarif-malformed",
                "'%s' is not a report that can be read: %s".formatted(file, why),
                "give a file in SARIF 2.1.0 with --with");
    }

    private Finding.Reported finding(Json result) {
        var rule = rules.of(result);
        var id = ruleId(result, rule);
        var message = cut(text(result.get("message"), rule));
        var title =
                Optional.of(cut(rule.get("shortDescription").text("text")))
                        .filter(text -> !text.isBlank())
                        .orElse(message.isBlank() ? id : message);
        var mend =
                Optional.of(cut(rule.get("help").text("text")))
                        .filter(text -> !text.isBlank())
                        .orElse("See what %s says of it.".formatted(tool));
        var check =
                new Check(
                        prefix + "/" + id,
                        Check.Kind.REPORTED,
                        severity(result, rule),
                        title,
                        mend,
                        List.of());
        return new Finding.Reported(
                check, place(result), message.isBlank() ? title : message, tool, excuse(result));
    }

    private static String ruleId(Json result, Json rule) {
        var stated = SarifRules.idOf(result);
        var id = NO_RULE.matcher(stated.isEmpty() ? rule.text("id") : stated).replaceAll("-");
        return id.isEmpty() ? "result" : id.substring(0, Math.min(id.length(), 200));
    }

    /// The text, or the rule's text that the message names, with its arguments.
    private static String text(Json message, Json rule) {
        var text = message.text("text");
        if (text.isEmpty()) {
            text = rule.get("messageStrings").get(message.text("id")).text("text");
        }
        var arguments = message.get("arguments").items();
        for (int i = 0; i < Math.min(arguments.size(), 20) && text.length() < 10_000; i++) {
            text = text.replace("{" + i + "}", cut(arguments.get(i).text().orElse("")));
        }
        return text;
    }

    /// The score that services sort by goes before the level.
    private static Severity severity(Json result, Json rule) {
        for (var place : List.of(result, rule)) {
            var score = score(place.get("properties").get("security-severity"));
            if (score.isPresent()) {
                return Severity.ofScore(score.get());
            }
        }
        var level =
                result.text("level").isEmpty()
                        ? rule.get("defaultConfiguration").text("level")
                        : result.text("level");
        return switch (level) {
            case "error" -> Severity.HIGH;
            case "note" -> Severity.LOW;
            case "none" -> Severity.NEGLIGIBLE;
            default -> Severity.MEDIUM; // what the specification says of no level
        };
    }

    private static Optional<Double> score(Json stated) {
        try {
            return stated.text()
                    .map(Double::valueOf)
                    .or(() -> stated.number().map(number -> number.doubleValue()))
                    .filter(score -> score >= 0 && score <= 10);
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private Place place(Json result) {
        var location = result.get("locations").items().stream().findFirst();
        var physical = location.map(one -> one.get("physicalLocation")).orElse(new Json.JsonNull());
        var path = path(physical.get("artifactLocation").text("uri"));
        if (path.isEmpty()) {
            return Place.inConfiguration(
                    location.flatMap(
                                    one -> one.get("logicalLocations").items().stream().findFirst())
                            .map(one -> cut(one.text("fullyQualifiedName")))
                            .filter(name -> !name.isEmpty())
                            .orElse(tool),
                    OptionalInt.empty());
        }
        long line = physical.get("region").get("startLine").wholeNumber().orElse(0L);
        return Place.inFile(path, line > 0 && line <= Integer.MAX_VALUE ? (int) line : 0);
    }

    /// A path as the tool has it: without scheme, leading slash and percent encoding.
    private static String path(String uri) {
        var plain = uri;
        try {
            var parsed = URI.create(uri);
            if (parsed.getPath() != null
                    && (parsed.getScheme() == null || "file".equals(parsed.getScheme()))) {
                plain = parsed.getPath();
            }
        } catch (IllegalArgumentException _) {
            plain = uri; // an address that is none stands as it is
        }
        return cut(plain.replaceFirst("^(?:\\./|/)+", ""));
    }

    private static String excuse(Json result) {
        var kind = result.text("kind");
        if (List.of("pass", "notApplicable", "informational").contains(kind)) {
            return "its tool calls it " + kind;
        }
        if (result.text("baselineState").equals("absent")) {
            return "it was there once, and is not any more";
        }
        for (var one : result.get("suppressions").items()) {
            if (!one.text("status").equals("rejected")
                    && !one.text("status").equals("underReview")) {
                var why = cut(one.text("justification"));
                return why.isBlank() ? "suppressed in its tool's report" : why;
            }
        }
        return "";
    }

    private static String name(String tool) {
        var name = NO_NAME.matcher(tool.toLowerCase(Locale.ROOT)).replaceAll("-");
        var trimmed = name.replaceAll("^-|-$", "");
        return trimmed.isEmpty() ? "tool" : cut(trimmed);
    }

    private static String cut(String text) {
        var line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= MAX_TEXT ? line : line.substring(0, MAX_TEXT) + "…";
    }
}
