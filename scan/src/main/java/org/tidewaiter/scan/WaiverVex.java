package org.tidewaiter.scan;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.VexStatus;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.policy.Waiver;
import org.tidewaiter.scan.document.OpenVexReport;

/// Waivers as OpenVEX, for who cannot read them. A waiver says that somebody lives with a flaw and
/// not that there is none, so that it is `affected` with what was decided as the action; where the
/// reason is one of OpenVEX's justifications it is that, `not_affected`.
///
/// @param day on which they are in force
/// @param leftOut what cannot be said in OpenVEX, a line for each
/// @see "OpenVEX Specification v0.2.0"
public record WaiverVex(List<Waiver> waivers, LocalDate day, List<String> leftOut) {
    public WaiverVex {
        waivers = List.copyOf(waivers);
        leftOut = List.copyOf(leftOut);
    }

    public static WaiverVex of(List<Waiver> all, LocalDate day) {
        var said = new ArrayList<Waiver>();
        var leftOut = new ArrayList<String>();
        for (var waiver : all) {
            var obstacle = obstacle(waiver, day);
            if (obstacle.isEmpty()) {
                said.add(waiver);
            } else {
                leftOut.add("%s is left out: %s".formatted(waiver.id(), obstacle.get()));
            }
        }
        return new WaiverVex(said, day, leftOut);
    }

    /// Why others would take it for more, or for something else, than it says.
    private static Optional<String> obstacle(Waiver waiver, LocalDate day) {
        var scope = waiver.scope();
        if (waiver.isExpired(day)) {
            return Optional.of("it expired on " + waiver.expires());
        }
        if (waiver.id().contains("/")) {
            return Optional.of("it is of a check, and VEX is of known flaws");
        }
        if (scope.path().isPresent()
                || scope.instruction().isPresent()
                || scope.stage().isPresent()
                || scope.image().isPresent()) {
            return Optional.of("OpenVEX has no pattern of images or paths, no line and no stage");
        }
        if (scope.digest().isEmpty() && scope.packages().isEmpty()) {
            return Optional.of("it names neither a digest nor a package, and OpenVEX wants one");
        }
        return scope.packages().filter(one -> isPattern(one.purl())).isPresent()
                ? Optional.of("OpenVEX has no pattern of packages")
                : Optional.empty();
    }

    private static boolean isPattern(Purl purl) {
        return Stream.of(purl.namespace(), purl.name(), purl.version())
                .anyMatch(part -> part.contains("*"));
    }

    /// The same waivers and day give the same bytes; the id is the digest of the rest.
    public void write(String toolVersion, OutputStream out) {
        var content = new ByteArrayOutputStream();
        write(toolVersion, "", content);
        var digest = VerifiedBytes.sha256(content.toByteArray());
        write(toolVersion, "urn:tidewaiter:vex:" + digest, out);
    }

    private void write(String toolVersion, String id, OutputStream out) {
        try (var json = new JsonWriter(out)) {
            json.beginObject()
                    .field("@context", "https://openvex.dev/ns/v0.2.0")
                    .fieldUnlessEmpty("@id", id)
                    .field("author", authors())
                    .field("timestamp", day + "T00:00:00Z")
                    .field("version", 1)
                    .field("tooling", "tidewaiter " + toolVersion)
                    .beginArray("statements");
            waivers.forEach(one -> statement(json.beginObject(), one));
            json.endArray().endObject();
        }
    }

    private String authors() {
        var owners = waivers.stream().map(Waiver::owner).distinct().sorted();
        var text = owners.collect(Collectors.joining(", "));
        return text.isEmpty() ? "Tidewaiter" : text;
    }

    private static void statement(JsonWriter json, Waiver waiver) {
        json.beginObject("vulnerability").field("name", waiver.id()).endObject();
        products(json, waiver);
        json.field(
                "status_notes",
                "waived by %s until %s, approved by %s"
                        .formatted(waiver.owner(), waiver.expires(), waiver.approvedBy()));
        if (OpenVexReport.isJustification(waiver.reason())) {
            json.field("status", VexStatus.NOT_AFFECTED.word())
                    .field("justification", waiver.reason());
        } else {
            json.field("status", VexStatus.AFFECTED.word())
                    .field(
                            "action_statement",
                            "accepted until %s: %s".formatted(waiver.expires(), waiver.reason()));
        }
        json.endObject();
    }

    private static void products(JsonWriter json, Waiver waiver) {
        var scope = waiver.scope();
        json.beginArray("products").beginObject();
        if (scope.digest().isEmpty()) {
            json.field("@id", scope.packages().orElseThrow().toString());
        } else {
            var digest = scope.digest().get();
            json.beginObject("hashes")
                    .field(
                            digest.algorithm().equals("sha256") ? "sha-256" : "sha-512",
                            digest.hex())
                    .endObject();
            scope.packages()
                    .ifPresent(one ->
                            json.beginArray("subcomponents")
                                    .beginObject()
                                    .field("@id", one.toString())
                                    .endObject()
                                    .endArray());
        }
        json.endObject().endArray();
    }
}
