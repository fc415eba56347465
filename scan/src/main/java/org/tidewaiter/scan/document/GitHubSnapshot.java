package org.tidewaiter.scan.document;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tidewaiter.model.Dependency;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.scan.escape.Printable;
import org.tidewaiter.scan.report.BuildJob;
import org.tidewaiter.scan.report.ReportFormat;
import org.tidewaiter.scan.report.ReportStyle;
import org.tidewaiter.scan.report.ScanReport;

/// The packages of the image for the dependency graph of GitHub, which raises alerts about them by
/// itself: a snapshot to be submitted to `/repos/OWNER/REPO/dependency-graph/snapshots`.
///
/// Commit, ref and job are those of the GitHub Actions job that scans; elsewhere they are left out,
/// and have to be added. There is no clock in it: it was scanned on the day it was judged as of.
/// Packages of one type are one manifest.
///
/// @see "GitHub REST API, endpoints for dependency submission"
public final class GitHubSnapshot implements ReportFormat {
    @Override
    public String name() {
        return "github";
    }

    @Override
    public void write(ScanReport report, ReportStyle style, OutputStream out) {
        try (var json = new JsonWriter(out)) {
            json.beginObject()
                    .field("version", 0)
                    .beginObject("detector")
                    .field("name", "tidewaiter")
                    .field("version", report.toolVersion())
                    .field("url", "urn:tidewaiter:scan")
                    .endObject();
            job(style.job(), json);
            json.field("scanned", report.asOf() + "T00:00:00Z");
            metadata(report, json);
            manifests(report, json);
            json.endObject();
        }
    }

    private static void job(BuildJob job, JsonWriter json) {
        json.field("ref", job.ref()).field("sha", job.commit());
        if (job.id().isPresent() || job.correlator().isPresent()) {
            json.beginObject("job")
                    .field("correlator", job.correlator())
                    .field("id", job.id())
                    .field("html_url", job.page())
                    .endObject();
        }
    }

    private static void metadata(ScanReport report, JsonWriter json) {
        var source = report.inventory().source();
        json.beginObject("metadata")
                .field("tidewaiter:image", Printable.of(source.name()))
                .field("tidewaiter:digest", source.digest())
                .field("tidewaiter:config-digest", source.configDigest());
        report.inventory()
                .distribution()
                .ifPresent(one ->
                        json.field(
                                "tidewaiter:distribution",
                                Printable.of(one.id() + " " + one.versionId())));
        json.endObject();
    }

    private static void manifests(ScanReport report, JsonWriter json) {
        var byType = new TreeMap<String, Map<Purl, List<SoftwarePackage>>>();
        for (var one : report.inventory().livePackages()) {
            byType.computeIfAbsent(one.purl().type(), _ -> new TreeMap<>())
                    .computeIfAbsent(one.purl(), _ -> new ArrayList<>())
                    .add(one);
        }
        var needs =
                report.inventory().dependencies().stream()
                        .collect(
                                Collectors.toMap(
                                        Dependency::of, Dependency::on, GitHubSnapshot::joined));
        var needed = new HashSet<Purl>();
        needs.values().forEach(needed::addAll);
        json.beginObject("manifests");
        byType.forEach((type, packages) -> {
            json.beginObject(type)
                    .field("name", type)
                    .beginObject("file")
                    .field("source_location", Printable.of(report.inventory().source().name()))
                    .endObject()
                    .beginObject("resolved");
            packages.forEach((purl, seen) ->
                    resolved(
                            purl,
                            seen,
                            needs.getOrDefault(purl, List.of()).stream()
                                    .filter(packages::containsKey)
                                    .toList(),
                            needed,
                            json));
            json.endObject().endObject();
        });
        json.endObject();
    }

    private static List<Purl> joined(List<Purl> a, List<Purl> b) {
        var all = new ArrayList<>(a);
        all.addAll(b);
        return all;
    }

    private static void resolved(
            Purl purl,
            List<SoftwarePackage> seen,
            List<Purl> needs,
            Set<Purl> needed,
            JsonWriter json) {
        json.beginObject(purl.toString())
                .field("package_url", purl.toString())
                .field("relationship", needed.contains(purl) ? "indirect" : "direct")
                .field("scope", "runtime")
                .fieldUnlessEmpty("dependencies", needs.stream().map(Purl::toString).toList());
        var paths =
                seen.stream()
                        .flatMap(one -> one.locations().stream())
                        .map(one -> Printable.of(one.path()))
                        .distinct()
                        .toList();
        json.beginObject("metadata");
        paths.stream().limit(1).forEach(path -> json.field("path", path));
        if (seen.stream().allMatch(SoftwarePackage::declared)) {
            json.field("declared", true);
        }
        json.endObject().endObject();
    }
}
