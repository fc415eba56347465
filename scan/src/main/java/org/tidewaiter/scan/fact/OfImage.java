package org.tidewaiter.scan.fact;

import java.util.Optional;
import java.util.TreeMap;
import org.tidewaiter.image.manifest.ImageSettings;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.Platform;
import org.tidewaiter.policy.fact.ImageFacts;
import org.tidewaiter.scan.base.BaseImage;
import org.tidewaiter.scan.report.ScanReport;

/// Facts of the image itself.
final class OfImage {
    private OfImage() {}

    static ImageFacts of(ScanReport report, ImageSettings settings) {
        var source = report.inventory().source();
        var reference = source.reference();
        return new ImageFacts(
                source.name(),
                reference.map(one -> one.registry() + "/" + one.repository()).orElse(""),
                reference.flatMap(ImageReference::tag).orElse(""),
                source.digest().map(Digest::toString).orElse(""),
                source.configDigest().map(Digest::toString).orElse(""),
                source.indexes().isEmpty()
                        ? Optional.empty()
                        : Optional.of(source.indexes().getFirst().toString()),
                source.platform().map(Platform::toString).orElse(""),
                settings.user(),
                settings.entrypoint(),
                settings.command(),
                new TreeMap<>(settings.environment()),
                new TreeMap<>(settings.labels()),
                settings.exposedPorts(),
                settings.volumes(),
                hasHealthcheck(settings),
                settings.created(),
                source.layers().stream().mapToLong(one -> Math.max(0, one.sizeBytes())).sum(),
                source.layers().size(),
                report.base().map(BaseImage::name));
    }

    private static boolean hasHealthcheck(ImageSettings settings) {
        return settings.healthcheck()
                .filter(test -> !test.isEmpty() && !test.getFirst().equals("NONE"))
                .isPresent();
    }
}
