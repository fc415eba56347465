package org.tidewaiter.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.tidewaiter.image.Image;
import org.tidewaiter.inventory.document.InventoryFormats;
import org.tidewaiter.model.LayerScope;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.model.json.MalformedJsonException;
import org.tidewaiter.policy.GateSettings;
import org.tidewaiter.scan.DecisionSources;
import org.tidewaiter.scan.ImageScan;
import org.tidewaiter.scan.InventoryTaking;
import org.tidewaiter.scan.ScanContext;
import org.tidewaiter.scan.ScanPredicate;
import org.tidewaiter.scan.StoreFacts;
import org.tidewaiter.scan.report.ScanRun;
import org.tidewaiter.vulnerability.store.AdvisoryStore;

/// What we say of an image ourselves, once we have read it.
sealed interface OwnStatement {
    /// The address of the predicate's type.
    String uri();

    /// @throws ProblemException also where it should not be signed
    Json of(Image image, InventoryTaking taking) throws ProblemException, IOException;

    /// What is in it.
    ///
    /// @param format of the bill
    record Bill(String uri, String format) implements OwnStatement {
        private static final String CYCLONE_DX = "https://cyclonedx.org/bom";
        private static final String SPDX = "https://spdx.dev/Document";

        /// @param uri nothing where the usual one is meant
        /// @throws ProblemException for a type that no bill of ours is of
        static Bill of(Optional<String> uri) throws ProblemException {
            return switch (uri.orElse(CYCLONE_DX)) {
                case CYCLONE_DX -> new Bill(CYCLONE_DX, "cyclonedx");
                case SPDX -> new Bill(SPDX, "spdx-json");
                default ->
                        throw wrong("--sbom", uri.orElse(""), "cyclonedx (the usual one) or spdx");
            };
        }

        @Override
        public Json of(Image image, InventoryTaking taking) throws ProblemException, IOException {
            var out = new ByteArrayOutputStream();
            InventoryFormats.named(format)
                    .orElseThrow()
                    .write(taking.take(image), LayerScope.SQUASHED, out);
            return json(out.toByteArray());
        }
    }

    /// What is known to be wrong with it.
    record Scan(ScanPredicate form, AdvisoryStore advisories) implements OwnStatement {
        /// @param uri nothing where the usual one is meant
        /// @throws ProblemException for a type that no scan of ours is of
        static ScanPredicate form(Optional<String> uri) throws ProblemException {
            var wanted = uri.orElse(ScanPredicate.VULNERABILITIES.uri());
            for (var form : ScanPredicate.values()) {
                if (form.uri().equals(wanted)) {
                    return form;
                }
            }
            throw wrong(
                    "--scan",
                    wanted,
                    "%s (the usual one) or vuln".formatted(ScanPredicate.VULNERABILITIES.uri()));
        }

        @Override
        public String uri() {
            return form.uri();
        }

        @Override
        public Json of(Image image, InventoryTaking taking) throws ProblemException {
            var started = Today.now();
            var context =
                    new ScanContext(
                            advisories,
                            StoreFacts.of(advisories.info()),
                            DecisionSources.NONE,
                            GateSettings.NONE,
                            LayerScope.SQUASHED,
                            Today.utc(),
                            Main.VERSION);
            var report = new ImageScan(taking, context).scan(image);
            var run = new ScanRun(started, Today.now(), advisories.revision());
            return json(form.write(report, run));
        }
    }

    private static ProblemException wrong(String flag, String type, String right) {
        return new ProblemException(
                "usage",
                "%s makes no statement of the type '%s'".formatted(flag, type),
                "leave --type out, or use one of: " + right);
    }

    private static Json json(byte[] written) {
        try {
            return JsonReader.read(written);
        } catch (MalformedJsonException e) {
            throw new IllegalStateException("what we write is JSON", e);
        }
    }
}
