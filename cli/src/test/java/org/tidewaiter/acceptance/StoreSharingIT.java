package org.tidewaiter.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One advisory store among many programs and many machines.
class StoreSharingIT {
    private static final int REPLACEMENTS = 100;
    private static final int PACKAGES = 50;

    @TempDir private Path folder;

    /// Each store has a flaw in every package, so that a result of both would show.
    @Test
    void scansGoOnWhileTheStoreIsReplaced() throws Exception {
        var bill = bill();
        var stores = List.of(store("CVE-2026-1"), store("CVE-2026-2"));
        var shared = folder.resolve("shared.db");
        Files.copy(stores.getFirst(), shared);
        var allowed = new HashSet<String>();
        for (var store : stores) {
            allowed.add(scan(bill, store));
        }
        assertThat(allowed).hasSize(2);
        var done = new AtomicBoolean();
        try (var threads = Executors.newFixedThreadPool(2)) {
            var scanning = List.of(scanning(bill, shared, done), scanning(bill, shared, done));
            List<Future<Set<String>>> seen = scanning.stream().map(threads::submit).toList();
            try {
                replace(shared, stores);
            } finally {
                done.set(true);
            }
            for (var one : seen) {
                assertThat(one.get()).isNotEmpty();
                assertThat(allowed).containsAll(one.get());
            }
        }
    }

    /// As `db build` and `db import` do it, by rename, in a process of its own.
    private static void replace(Path shared, List<Path> stores) throws Exception {
        var script =
                """
                for i in $(seq %1$d); do
                  cp %2$s %3$s.draft && mv %3$s.draft %3$s && sleep 0.1
                  cp %4$s %3$s.draft && mv %3$s.draft %3$s && sleep 0.1
                done
                """
                        .formatted(REPLACEMENTS / 2, stores.get(0), shared, stores.get(1));
        Program.output("bash", "-ec", script);
    }

    private static Callable<Set<String>> scanning(Path bill, Path store, AtomicBoolean done) {
        return () -> {
            var seen = new HashSet<String>();
            while (!done.get()) {
                seen.add(scan(bill, store));
            }
            return seen;
        };
    }

    @Test
    void aStoreGoesThroughARegistry() throws Exception {
        var store = store("CVE-2026-1");
        try (var registry = LoopbackRegistry.start(folder)) {
            var name = "registry:" + registry.host() + "/security/advisories:latest";
            var digest =
                    tidewaiter("db", "export", name, "--advisories", store.toString())
                            .split(" ", -1)[0];
            var taken = folder.resolve("taken.db");
            tidewaiter("db", "import", name, "--digest", digest, "--advisories", taken.toString());
            assertThat(taken).hasSameBinaryContentAs(store);
            var pinned = name.replace(":latest", "@" + digest);
            tidewaiter("db", "import", pinned, "--advisories", taken.toString());
            assertThat(
                            Program.output(
                                    "skopeo",
                                    "inspect",
                                    "--raw",
                                    "--tls-verify=false",
                                    "docker://" + name.substring("registry:".length())))
                    .contains("application/vnd.tidewaiter.advisories.v1");
        }
    }

    private static String scan(Path bill, Path store) throws IOException, InterruptedException {
        return tidewaiter(
                "scan",
                bill.toString(),
                "--advisories",
                store.toString(),
                "--as-of",
                "2026-11-22",
                "--format",
                "json");
    }

    private static String tidewaiter(String... arguments) throws IOException, InterruptedException {
        return Program.tidewaiter(Map.of(), arguments).passed();
    }

    private Path bill() throws IOException {
        var packages = new StringBuilder();
        for (int i = 0; i < PACKAGES; i++) {
            packages.append(i == 0 ? "" : ",")
                    .append(
                            """
                            {"type":"library","bom-ref":"%1$d","name":"p%1$d","version":"1.0.0",\
                            "purl":"pkg:npm/p%1$d@1.0.0"}\
                            """
                                    .formatted(i));
        }
        return Files.writeString(
                folder.resolve("app.cdx.json"),
                "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"components\":[%s]}"
                        .formatted(packages));
    }

    private Path store(String cve) throws IOException, InterruptedException {
        var affected = new StringBuilder();
        for (int i = 0; i < PACKAGES; i++) {
            affected.append(i == 0 ? "" : ",")
                    .append(
                            """
                            {"package":{"ecosystem":"npm","name":"p%d"},
                             "ranges":[{"type":"SEMVER","events":[{"introduced":"0"}]}]}\
                            """
                                    .formatted(i));
        }
        var feed = folder.resolve(cve + ".json");
        Files.writeString(
                feed,
                "{\"id\":\"%s\",\"modified\":\"2026-11-20T00:00:00Z\",\"affected\":[%s]}"
                        .formatted(cve, affected));
        var store = folder.resolve(cve + ".db");
        tidewaiter("db", "build", "--from", feed.toString(), "--advisories", store.toString());
        return store;
    }
}
