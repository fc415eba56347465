package org.tidewaiter.gate;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tidewaiter.image.Images;
import org.tidewaiter.image.OpenOptions;
import org.tidewaiter.image.SourceKind;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.image.registry.RegistryOptions;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.clearance.Clearance;
import org.tidewaiter.model.clearance.Head;
import org.tidewaiter.signing.charter.Charter;
import org.tidewaiter.signing.charter.Holder;
import org.tidewaiter.signing.charter.PendingCharter;
import org.tidewaiter.signing.charter.Role;
import org.tidewaiter.signing.charter.SignedCharter;
import org.tidewaiter.signing.charter.Stage;
import org.tidewaiter.signing.clearance.ClearanceStatement;
import org.tidewaiter.signing.clearance.HeadFile;
import org.tidewaiter.signing.clearance.HeadPlace;
import org.tidewaiter.signing.key.NewKey;
import org.tidewaiter.signing.key.SigningKey;
import org.tidewaiter.signing.make.BundleKeeping;
import org.tidewaiter.signing.make.NewBundle;
import org.tidewaiter.testkit.image.BuiltImage;
import org.tidewaiter.testkit.image.ImageBuilder;
import org.tidewaiter.testkit.image.OciRegistry;
import org.tidewaiter.testkit.image.TarBuilder;

/// A charter under which cleo clears for prod, and images of registries that she clears, in tests.
final class Harbour {
    static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    static final RegistryOptions REGISTRY = RegistryOptions.standard(Map.of());

    private static final SigningKey CLEO = NewKey.ED25519.make();
    private static final SigningKey STRANGER = NewKey.ED25519.make();

    final SignedCharter charter;

    Harbour() throws Exception {
        var certifier =
                new Role(
                        set("cleo"),
                        1,
                        set("verification-summary"),
                        List.of(),
                        new TreeSet<>(),
                        Optional.empty(),
                        Optional.empty());
        var draft =
                new Charter(
                        "Acme",
                        1,
                        NOON.minus(Duration.ofDays(30)),
                        NOON.plus(Duration.ofDays(300)),
                        Optional.empty(),
                        new Charter.Owners(set("cleo"), 1),
                        new TreeMap<>(
                                Map.of("cleo", new Holder(List.of(CLEO.publicKey()), List.of()))),
                        new TreeMap<>(),
                        new TreeMap<>(),
                        new TreeMap<>(Map.of("certifier", certifier)),
                        new TreeMap<>(
                                Map.of(
                                        "prod",
                                        new Stage(
                                                set("certifier"),
                                                Stage.Covers.EITHER,
                                                Optional.of("certifier")))),
                        List.of());
        charter = PendingCharter.of(draft).signedBy(CLEO).appendTo(Optional.empty());
    }

    private static SortedSet<String> set(String... texts) {
        return new TreeSet<>(List.of(texts));
    }

    /// One in a registry, as an engine that has pulled it knows it.
    record Pushed(ImageSource source, String repository) {
        SoughtImage sought() {
            return new SoughtImage(
                    new TreeSet<>(
                            List.of(
                                    source.configDigest().orElseThrow(),
                                    source.digest().orElseThrow())),
                    List.of(place()),
                    source.platform());
        }

        ImageReference place() {
            return ImageReference.parse(repository + "@" + source.digest().orElseThrow())
                    .orElseThrow();
        }

        OpenOptions options() {
            return OpenOptions.standard(REGISTRY).withKind(SourceKind.REGISTRY);
        }
    }

    static BuiltImage image(String content) {
        return ImageBuilder.image().layer(TarBuilder.tar().file("app", content)).build();
    }

    static Pushed pushed(OciRegistry registry, String name, String content) throws Exception {
        registry.image(name, "1", image(content));
        var repository = registry.host() + "/" + name;
        var options = OpenOptions.standard(REGISTRY).withKind(SourceKind.REGISTRY);
        try (var image = Images.open(repository + ":1", options)) {
            return new Pushed(image.source(), repository);
        }
    }

    /// Beside the image.
    void clear(Pushed image) throws Exception {
        keep(image, NewBundle.of(statement(image, 1).unsigned(), CLEO).toJson());
    }

    /// The clearance of another one, beside this.
    void copy(Pushed other, Pushed image) throws Exception {
        keep(image, NewBundle.of(statement(other, 1).unsigned(), CLEO).toJson());
    }

    /// By somebody whom the charter does not know.
    ///
    /// @param epoch each makes another one
    void forge(Pushed image, long epoch) throws Exception {
        keep(image, NewBundle.of(statement(image, epoch).unsigned(), STRANGER).toJson());
    }

    private static void keep(Pushed image, byte[] bundle) throws Exception {
        new BundleKeeping(image.source(), image.options())
                .keepStatement(bundle, ClearanceStatement.TYPE, image.sought().digests());
    }

    private ClearanceStatement statement(Pushed image, long epoch) {
        return new ClearanceStatement(
                "prod",
                "certifier",
                image.sought().digests(),
                image.repository(),
                new TreeSet<>(),
                new Clearance.Named("production", digest("policy")),
                new Clearance.CharterVersion(charter.id(), 1),
                List.of(),
                List.of(),
                new Clearance.Advisories("", Optional.empty()),
                List.of(),
                Optional.empty(),
                NOON,
                NOON,
                NOON.plus(Duration.ofDays(7)),
                NOON.plus(Duration.ofDays(14)),
                epoch);
    }

    /// @param withdrawn reasons; of this image
    byte[] head(Pushed image, long sequence, String... withdrawn) {
        var head =
                new Head(
                        image.repository(),
                        "prod",
                        sequence,
                        NOON,
                        NOON.plus(Duration.ofDays(1)),
                        0,
                        List.of(withdrawn).stream()
                                .map(why -> new Head.Withdrawn(image.sought().digests(), NOON, why))
                                .toList(),
                        List.of(),
                        "cleo");
        return HeadFile.sign(head, charter.id(), CLEO);
    }

    /// Whatever stands there already, as whoever may push can do.
    static void putHead(Pushed image, byte[] file) throws Exception {
        new HeadPlace(image.source(), image.options())
                .put(
                        "prod",
                        before ->
                                before.filter(one -> Arrays.equals(one, file)).isPresent()
                                        ? Optional.empty()
                                        : Optional.of(file));
    }

    private static Digest digest(String text) {
        return VerifiedBytes.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
