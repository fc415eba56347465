package org.tidewaiter.checks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tidewaiter.checks.secret.SecretReader;
import org.tidewaiter.checks.secret.SettingsSearch;
import org.tidewaiter.image.manifest.ImageSettings;
import org.tidewaiter.image.merge.MergedTree;
import org.tidewaiter.image.pass.ImageReading;
import org.tidewaiter.image.reader.ContentReader;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Gap;
import org.tidewaiter.model.Observation.SecretSeen;
import org.tidewaiter.model.Place;
import org.tidewaiter.model.Presence;

/// Secrets in all layers of an image, also in what later layers overwrite or delete, and in its
/// configuration. Nothing is left out: what is presumably no secret says why.
public final class SecretSearch {
    private static final Comparator<Finding.Secret> ORDER =
            Comparator.comparing(Finding.Secret::place)
                    .thenComparing(secret -> secret.check().id())
                    .thenComparing(Finding.Secret::fingerprint);

    private final SecretReader reader = new SecretReader();

    public SecretSearch() {}

    /// What was found.
    ///
    /// @param findings by place; the same secret once in each file of each layer
    /// @param gaps parts of the configuration that could not be searched; those of files are among
    ///   the gaps of the reading
    public record Found(List<Finding.Secret> findings, List<Gap> gaps) {
        public Found {
            findings = List.copyOf(findings);
            gaps = List.copyOf(gaps);
        }
    }

    /// To be part of the pass over the image.
    public ContentReader reader() {
        return reader;
    }

    /// @param reading of a pass that the reader was part of
    public Found find(ImageReading reading, ImageSettings settings) {
        var findings = new ArrayList<Finding.Secret>();
        var linked = linked(reading);
        for (var seen : reading.seen()) {
            if (seen.observation() instanceof SecretSeen secret) {
                var path =
                        secret.memberPath().isEmpty()
                                ? seen.path()
                                : seen.path() + "!/" + secret.memberPath();
                boolean isLinked =
                        linked.contains(new Content(seen.layer().orElse(0), seen.path()));
                var presence = isLinked ? Presence.LIVE : seen.presence();
                findings.add(
                        finding(
                                new Place(path, secret.line(), "", seen.layer(), presence),
                                secret));
            }
        }
        var inSettings = SettingsSearch.of(settings);
        inSettings.hits().forEach(hit -> findings.add(finding(hit.place(), hit.seen())));
        findings.sort(ORDER);
        return new Found(once(findings), inSettings.gaps());
    }

    private record Content(int layer, String path) {}

    /// What live hard links lead to, by the name it came with, which may be gone itself.
    private static Set<Content> linked(ImageReading reading) {
        var tree = reading.tree();
        return tree.links()
                .filter(MergedTree.Name::isHardLink)
                .flatMap(name ->
                        Optional.ofNullable(tree.layers().get(name.contentLayer())).stream()
                                .map(files ->
                                        new Content(
                                                name.contentLayer(),
                                                files.path(name.contentFile()))))
                .collect(Collectors.toSet());
    }

    private static Finding.Secret finding(Place place, SecretSeen seen) {
        return new Finding.Secret(
                Checks.named(seen.check()),
                place,
                seen.masked(),
                seen.fingerprint(),
                seen.excuse());
    }

    private static List<Finding.Secret> once(List<Finding.Secret> findings) {
        var known = new HashSet<List<Object>>();
        return findings.stream()
                .filter(one ->
                        known.add(
                                List.of(
                                        one.check().id(),
                                        one.place().path(),
                                        one.place().part(),
                                        one.place().layer(),
                                        one.fingerprint())))
                .toList();
    }
}
