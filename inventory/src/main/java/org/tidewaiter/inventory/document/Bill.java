package org.tidewaiter.inventory.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tidewaiter.inventory.account.AccountedFile;
import org.tidewaiter.inventory.account.Standing;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Distribution;
import org.tidewaiter.model.FileAccount.Share;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.Layer;
import org.tidewaiter.model.LayerScope;
import org.tidewaiter.model.Location;
import org.tidewaiter.model.PackageRole;
import org.tidewaiter.model.Presence;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.SoftwarePackage;

/// What every form of a bill of materials says of an inventory: its packages, the names by which
/// they are referred to, and what the forms have no word for, as properties.
final class Bill {
    private final Inventory inventory;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<Integer, String> diffIds = new HashMap<>();
    private final Map<Purl, String> references = new HashMap<>();

    Bill(Inventory inventory, LayerScope scope) {
        this.inventory = inventory;
        for (var layer : inventory.source().layers()) {
            diffIds.put(layer.index(), layer.diffId().toString());
        }
        var times = new HashMap<Purl, Integer>();
        for (var one : inventory.packages(scope)) {
            int time = times.merge(one.purl(), 1, Integer::sum);
            var entry = new Entry(one, time == 1 ? one.purl().toString() : one.purl() + "|" + time);
            entries.add(entry);
            if (entry.isLive()) {
                references.putIfAbsent(one.purl(), entry.reference());
            }
        }
    }

    /// A package.
    ///
    /// @param reference the purl, with a number where it comes again
    record Entry(SoftwarePackage found, String reference) {
        boolean isLive() {
            return found.presence() == Presence.LIVE;
        }
    }

    /// What a form has no word for.
    ///
    /// @param name begins with `tidewaiter:`
    record Property(String name, String value) {
        Property {
            name = "tidewaiter:" + name;
        }
    }

    Inventory inventory() {
        return inventory;
    }

    List<Entry> entries() {
        return entries;
    }

    /// What needs what, by the names of the entries. What the bill does not list is left out.
    ///
    /// @param of one entry
    /// @param on at least one
    record Need(String of, List<String> on) {}

    List<Need> needs() {
        var needs = new ArrayList<Need>();
        for (var dependency : inventory.dependencies()) {
            var of = references.get(dependency.of());
            var on =
                    dependency.on().stream()
                            .flatMap(purl -> Optional.ofNullable(references.get(purl)).stream())
                            .toList();
            if (of != null && !on.isEmpty()) {
                needs.add(new Need(of, on));
            }
        }
        return needs;
    }

    /// Without those that a later layer hides or deletes.
    List<Entry> liveEntries() {
        return entries.stream().filter(Entry::isLive).toList();
    }

    boolean isOfDirectory() {
        return inventory.source().kind().equals("directory");
    }

    /// Whether nothing is left that could not be read or explained.
    boolean isComplete() {
        return inventory.gaps().isEmpty() && inventory.files().unexplained().files() == 0;
    }

    String imageReference() {
        return imagePurl().map(Purl::toString).orElse("image");
    }

    /// The manifest's digest, or else the configuration's.
    Optional<Digest> imageVersion() {
        return inventory.source().digest().or(inventory.source()::configDigest);
    }

    /// Known only where a registry says by which name and digest the image can be fetched.
    Optional<Purl> imagePurl() {
        var source = inventory.source();
        if (!source.kind().equals("registry") || source.digest().isEmpty()) {
            return Optional.empty();
        }
        return ImageReference.parse(source.name()).map(reference -> imagePurl(source, reference));
    }

    private static Purl imagePurl(ImageSource source, ImageReference reference) {
        var repository = reference.repository();
        var name = repository.substring(repository.lastIndexOf('/') + 1);
        return Purl.of("oci", "", name, source.digest().orElseThrow().toString())
                .withQualifier("repository_url", reference.registry() + "/" + repository)
                .withQualifier("tag", reference.tag().orElse(""))
                .withQualifier("arch", source.platform().map(one -> one.architecture()).orElse(""));
    }

    List<Property> imageProperties() {
        var source = inventory.source();
        var properties = new ArrayList<Property>();
        properties.add(new Property("source", source.kind()));
        source.platform()
                .ifPresent(one -> properties.add(new Property("platform", one.toString())));
        source.configDigest()
                .ifPresent(one -> properties.add(new Property("config-digest", one.toString())));
        source.layers().stream()
                .map(Layer::diffId)
                .forEach(one -> properties.add(new Property("layer", one.toString())));
        var files = inventory.files();
        addShare("owned", files.owned(), properties);
        addShare("recognised", files.recognised(), properties);
        addShare("derived", files.derived(), properties);
        addShare("unexplained", files.unexplained(), properties);
        Words.of(inventory.gaps()).forEach(gap -> properties.add(new Property("gap", gap)));
        inventory.code().forEach(code -> properties.add(new Property("code", code.line())));
        return properties;
    }

    private static void addShare(String state, Share share, List<Property> properties) {
        properties.add(new Property("files-" + state, Long.toString(share.files())));
        properties.add(new Property("bytes-" + state, Long.toString(share.bytes())));
    }

    static String reference(Distribution system) {
        return "operating-system:" + system.id() + "@" + system.versionId();
    }

    static List<Property> properties(Distribution system) {
        var properties = new ArrayList<Property>();
        if (!system.codename().isEmpty()) {
            properties.add(new Property("codename", system.codename()));
        }
        system.like().forEach(id -> properties.add(new Property("like", id)));
        return properties;
    }

    /// What a bill says of a file beside its path and its digest.
    List<Property> properties(AccountedFile one) {
        var properties = new ArrayList<Property>();
        properties.add(new Property("state", one.standing().state().word()));
        switch (one.standing()) {
            case Standing.Owned(var owner) ->
                    properties.add(new Property("owner", owner.toString()));
            case Standing.Recognised(var reader) -> properties.add(new Property("reader", reader));
            case Standing.Derived(var rule, var from, var owner) -> {
                properties.add(new Property("rule", rule));
                if (!from.isEmpty()) {
                    properties.add(new Property("from", from));
                }
                owner.ifPresent(purl -> properties.add(new Property("owner", purl.toString())));
            }
            case Standing.Unexplained() -> {}
        }
        properties.add(new Property("size", Long.toString(one.file().sizeBytes())));
        one.file().layer().ifPresent(layer -> properties.add(layer(layer)));
        return properties;
    }

    private Property layer(int index) {
        return new Property("layer", diffIds.getOrDefault(index, "" + index));
    }

    /// Each path that the package was seen at, once.
    static List<String> paths(SoftwarePackage one) {
        return one.locations().stream().map(Location::path).distinct().toList();
    }

    /// With the CPE names beyond the first, since a component of CycloneDX can have one.
    List<Property> propertiesOfComponent(SoftwarePackage one) {
        var properties = new ArrayList<>(properties(one));
        one.cpes().stream().skip(1).forEach(name -> properties.add(new Property("cpe", name)));
        return properties;
    }

    List<Property> properties(SoftwarePackage one) {
        var properties = new ArrayList<Property>();
        properties.add(new Property("found-by", one.foundBy()));
        if (one.presence() != Presence.LIVE) {
            properties.add(new Property("presence", Words.of(one.presence())));
        }
        if (one.declared()) {
            properties.add(new Property("declared", "true"));
        }
        one.source()
                .map(source -> source.name() + "@" + source.version())
                .ifPresent(source -> properties.add(new Property("source-package", source)));
        one.owner().ifPresent(owner -> properties.add(new Property("owner", owner.toString())));
        if (one.role() != PackageRole.SOFTWARE) {
            properties.add(new Property("role", one.role().word()));
        }
        one.repositories().forEach(name -> properties.add(new Property("repository", name)));
        one.locations().stream()
                .flatMap(location -> location.layer().stream().boxed())
                .distinct()
                .sorted()
                .forEach(layer -> properties.add(layer(layer)));
        return properties;
    }
}
