package org.tidewaiter.inventory.document;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.tidewaiter.model.CodeIndex;
import org.tidewaiter.model.Dependency;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Distribution;
import org.tidewaiter.model.FileAccount;
import org.tidewaiter.model.FileAccount.Share;
import org.tidewaiter.model.Gap;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.Layer;
import org.tidewaiter.model.Location;
import org.tidewaiter.model.NameSet;
import org.tidewaiter.model.Platform;
import org.tidewaiter.model.Presence;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.Sha1;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.model.SourcePackage;

/// Inventories that show every kind of thing a document can say.
final class Examples {
    private static final ImageSource REGISTRY =
            new ImageSource(
                    "registry",
                    "registry.example/shop/cart:2.1",
                    Optional.of(digest('a')),
                    Optional.of(digest('b')),
                    Optional.of(new Platform("linux", "amd64", Optional.empty())),
                    List.of(
                            layer(0, 'c', 'd', "ADD rootfs.tar.xz /"),
                            layer(1, 'e', 'f', "RUN npm ci && pip install flask")));

    private static final ImageSource DIRECTORY =
            new ImageSource(
                    "directory",
                    "/srv/cart",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of());

    private Examples() {}

    /// Of an image in a registry.
    static Inventory image() {
        return new Inventory(
                REGISTRY,
                Optional.of(
                        new Distribution(
                                "debian",
                                "12",
                                "bookworm",
                                "Debian GNU/Linux 12 (bookworm)",
                                List.of())),
                List.of(
                        seen(
                                "pkg:deb/debian/libssl3@3.0.11-1~deb12u2?arch=amd64",
                                Optional.of(new SourcePackage("openssl", "3.0.11-1~deb12u2")),
                                List.of("Apache-2.0", "Artistic"),
                                "dpkg-status",
                                Presence.LIVE,
                                at("var/lib/dpkg/status", 0)),
                        seen(
                                "pkg:deb/debian/wget@1.21.3-1?arch=amd64",
                                Optional.of(new SourcePackage("wget", "1.21.3-1")),
                                List.of(),
                                "dpkg-status",
                                Presence.DELETED,
                                at("var/lib/dpkg/status.d/wget", 0)),
                        seen(
                                "pkg:npm/%40babel/core@7.24.0",
                                Optional.empty(),
                                List.of("(MIT OR Apache-2.0)"),
                                "npm-package",
                                Presence.LIVE,
                                at("app/node_modules/@babel/core/package.json", 1),
                                at("app/tool/node_modules/@babel/core/package.json", 1)),
                        declared("pkg:npm/left-pad@1.3.0", at("app/package-lock.json", 1)),
                        seen(
                                "pkg:pypi/certifi@2023.7.22",
                                Optional.empty(),
                                List.of("MPL-2.0"),
                                "python-metadata",
                                Presence.LIVE,
                                at("usr/lib/python3/dist-packages/certifi-2023.7.22.egg-info", 0)),
                        seen(
                                "pkg:pypi/flask@2.0.1",
                                Optional.empty(),
                                List.of("BSD License"),
                                "python-metadata",
                                Presence.LIVE,
                                at(
                                        "usr/lib/python3/site-packages/Flask-2.0.1.dist-info/METADATA",
                                        1))),
                new FileAccount(
                        new Share(11_800, 290_000_000),
                        new Share(45, 9_000_000),
                        new Share(200, 999_999),
                        new Share(300, 1)),
                List.of(
                        new Gap("app/broken.jar", OptionalInt.of(0), "jar: not a ZIP archive"),
                        new Gap("app/broken.jar", OptionalInt.of(1), "jar: not a ZIP archive"),
                        new Gap("", OptionalInt.of(1), "a file name that is no UTF-8")),
                List.of(
                        new Dependency(
                                purl("pkg:pypi/flask@2.0.1"),
                                List.of(
                                        purl("pkg:deb/debian/libssl3@3.0.11-1~deb12u2?arch=amd64"),
                                        purl("pkg:pypi/certifi@2023.7.22")))),
                List.of(
                        new CodeIndex(
                                "usr/bin/cart",
                                "linux/amd64",
                                true,
                                NameSet.of(List.of("net/http", "net/http.Get")))));
    }

    /// What is the same of [#image], from a directory.
    static Inventory directory() {
        var image = image();
        return new Inventory(
                DIRECTORY,
                image.distribution(),
                image.livePackages().stream()
                        .map(one ->
                                new SoftwarePackage(
                                        one.purl(),
                                        one.source(),
                                        one.licences(),
                                        one.foundBy(),
                                        one.declared(),
                                        one.presence(),
                                        one.locations().stream()
                                                .map(Examples::withoutLayer)
                                                .toList(),
                                        one.owner()))
                        .toList(),
                image.files(),
                image.gaps().stream()
                        .map(gap -> new Gap(gap.path(), OptionalInt.empty(), gap.reason()))
                        .distinct()
                        .toList(),
                image.dependencies(),
                image.code());
    }

    /// Of a directory that nothing is in.
    static Inventory empty() {
        return new Inventory(DIRECTORY, Optional.empty(), List.of(), FileAccount.NONE, List.of());
    }

    /// With text in it that is meant to hurt whoever writes it out.
    static Inventory hostile() {
        var text = "\u001b[2Jevil\n\ud800\"\u202e";
        return new Inventory(
                new ImageSource(
                        "directory",
                        text,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of()),
                Optional.of(new Distribution(text, text, text, text, List.of(text))),
                List.of(
                        new SoftwarePackage(
                                Purl.of("npm", "", "evil\ud800\n", text),
                                Optional.of(new SourcePackage(text, text)),
                                List.of(text, text),
                                "npm-package",
                                false,
                                Presence.LIVE,
                                List.of(new Location(text, OptionalInt.empty())),
                                Optional.empty())),
                new FileAccount(Share.NONE, Share.NONE, Share.NONE, new Share(1, 7)),
                List.of(new Gap(text, OptionalInt.empty(), text)));
    }

    static SoftwarePackage licensed(String... licences) {
        return seen(
                "pkg:npm/a@1.0.0",
                Optional.empty(),
                List.of(licences),
                "npm-package",
                Presence.LIVE,
                new Location("node_modules/a/package.json", OptionalInt.empty()));
    }

    /// Of a package that two archives were taken for.
    static Inventory guessed() {
        return of(
                licensed("MIT")
                        .withSha1s(
                                List.of(
                                        new Sha1("0a".repeat(20)), //
                                        new Sha1("0b".repeat(20)))));
    }

    static Inventory of(SoftwarePackage... packages) {
        return new Inventory(
                DIRECTORY,
                Optional.empty(),
                List.of(packages),
                new FileAccount(new Share(1, 7), Share.NONE, Share.NONE, Share.NONE),
                List.of());
    }

    private static Purl purl(String text) {
        return Purl.parse(text).orElseThrow();
    }

    private static Location withoutLayer(Location location) {
        return new Location(location.path(), OptionalInt.empty());
    }

    private static SoftwarePackage seen(
            String purl,
            Optional<SourcePackage> source,
            List<String> licences,
            String foundBy,
            Presence presence,
            Location... locations) {
        var owner =
                purl.contains("certifi")
                        ? Purl.parse("pkg:deb/debian/python3-certifi@2023.7.22-1?arch=all")
                        : Optional.<Purl>empty();
        return new SoftwarePackage(
                Purl.parse(purl).orElseThrow(),
                source,
                licences,
                foundBy,
                false,
                presence,
                List.of(locations),
                owner);
    }

    private static SoftwarePackage declared(String purl, Location location) {
        return new SoftwarePackage(
                Purl.parse(purl).orElseThrow(),
                Optional.empty(),
                List.of(),
                "npm-lock",
                true,
                Presence.LIVE,
                List.of(location),
                Optional.empty());
    }

    private static Location at(String path, int layer) {
        return new Location(path, OptionalInt.of(layer));
    }

    private static Layer layer(int index, char digest, char diffId, String instruction) {
        return new Layer(
                index,
                digest(digest),
                digest(diffId),
                "application/vnd.oci.image.layer.v1.tar+gzip",
                1_000,
                Optional.of(instruction));
    }

    private static Digest digest(char digit) {
        return new Digest("sha256", String.valueOf(digit).repeat(64));
    }
}
