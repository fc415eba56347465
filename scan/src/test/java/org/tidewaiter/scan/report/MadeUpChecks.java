package org.tidewaiter.scan.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.tidewaiter.checks.Cleanliness;
import org.tidewaiter.checks.ImageHistory;
import org.tidewaiter.checks.ImageHistory.Step;
import org.tidewaiter.model.Check;
import org.tidewaiter.model.Edit;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.LicenceCategory;
import org.tidewaiter.model.Place;
import org.tidewaiter.model.Presence;
import org.tidewaiter.model.Severity;

/// Made-up findings of checks, of every kind.
public final class MadeUpChecks {
    private static final Check KEY =
            new Check(
                    "secret/shop-key",
                    Check.Kind.SECRET,
                    Severity.CRITICAL,
                    "a key of the shop",
                    "Revoke it at the shop.",
                    List.of("NIST SP 800-190 4.1.4"));
    private static final Check ROOT =
            new Check(
                    "image/runs-as-root",
                    Check.Kind.SETTING,
                    Severity.MEDIUM,
                    "the container runs as root",
                    "Add a USER instruction.",
                    List.of("CIS Docker 4.1"));
    private static final Check LATEST =
            new Check(
                    "dockerfile/latest-tag",
                    Check.Kind.SETTING,
                    Severity.LOW,
                    "the base image has no fixed version",
                    "Name a version.",
                    List.of());
    private static final Check SHELL =
            new Check(
                    "clutter/shell",
                    Check.Kind.CLUTTER,
                    Severity.LOW,
                    "a shell",
                    "Build on an image without one.",
                    List.of());
    private static final Check COPYLEFT =
            new Check(
                    "licence/strong-copyleft",
                    Check.Kind.LICENCE,
                    Severity.MEDIUM,
                    "a strong copyleft licence",
                    "Ask who is to decide about its terms.",
                    List.of());

    private MadeUpChecks() {}

    static List<Finding.OfCheck> findings() {
        var deleted =
                new Place(
                        "srv/app/shop-web.jar!/config/.env",
                        3,
                        "",
                        OptionalInt.of(2),
                        Presence.DELETED);
        return List.of(
                new Finding.Secret(KEY, deleted, "shop_****************7Q", "00112233aabbccdd", ""),
                new Finding.Secret(
                        KEY,
                        Place.inConfiguration("environment variable SHOP_KEY", OptionalInt.empty()),
                        "shop_****************xx",
                        "4455667788990011",
                        ""),
                new Finding.Secret(
                        KEY,
                        place("usr/share/doc/shop/README"),
                        "shop_****************LE",
                        "ffeeddccbbaa9988",
                        "an example of the shop's documentation"),
                new Finding.Setting(
                        ROOT,
                        Place.inConfiguration("user", OptionalInt.empty()),
                        "no user is set",
                        Optional.empty()),
                new Finding.Setting(
                        LATEST,
                        Place.inFile("Dockerfile", 1),
                        "FROM node\u001b[2J",
                        Optional.of(new Edit(1, 1, "FROM node:22"))),
                new Finding.Clutter(SHELL, place("usr/bin/bash"), "bash", 1_265_648),
                new Finding.Clutter(SHELL, place("usr/bin/dash"), "dash", 125_640),
                new Finding.Licence(
                        COPYLEFT,
                        place("usr/share/doc/coreutils/copyright"),
                        MadeUp.deb("coreutils", "coreutils", "9.1-1"),
                        "GPL-3.0-or-later"));
    }

    static ImageFacts facts() {
        var clutter =
                findings().stream()
                        .filter(Finding.Clutter.class::isInstance)
                        .map(Finding.Clutter.class::cast)
                        .toList();
        return new ImageFacts(
                Scanner.ALL,
                Optional.of(new Cleanliness(17, 1_391_288, 131_072_000, clutter)),
                new TreeMap<>(
                        Map.of(LicenceCategory.PERMISSIVE, 12, LicenceCategory.STRONG_COPYLEFT, 2)),
                new ImageHistory(
                        List.of(
                                new Step(
                                        "ADD rootfs.tar.gz /",
                                        OptionalInt.of(0),
                                        98_304_000,
                                        40_960_000),
                                new Step("ENV SHOP_KEY=\u001b[2J", OptionalInt.empty(), 0, 0),
                                new Step(
                                        "COPY app /srv/app",
                                        OptionalInt.of(2),
                                        32_768_000,
                                        9_000_000))));
    }

    private static Place place(String path) {
        return new Place(path, 0, "", OptionalInt.of(0), Presence.LIVE);
    }
}
