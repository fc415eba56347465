package org.tidewaiter.scan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.tidewaiter.checks.Cleanliness;
import org.tidewaiter.checks.ConfigurationFindings;
import org.tidewaiter.checks.ConfigurationReaders;
import org.tidewaiter.checks.ImageChecks;
import org.tidewaiter.checks.ImageHistory;
import org.tidewaiter.checks.LicenceChecks;
import org.tidewaiter.checks.SecretSearch;
import org.tidewaiter.image.manifest.ImageSettings;
import org.tidewaiter.image.pass.ImageReading;
import org.tidewaiter.image.pass.ReaderSet;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.inventory.Catalogers;
import org.tidewaiter.inventory.account.FileLedger;
import org.tidewaiter.model.Check;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.LicenceCategory;
import org.tidewaiter.scan.report.ImageFacts;
import org.tidewaiter.scan.report.Scanner;

/// Which checks join the pass, and what they make of what it saw.
///
/// The files that make and run images are looked at in a folder only: in an image they make and run
/// nothing. A folder that is no root file system has neither clutter nor accounts.
///
/// @param scanners what is looked for
record Checking(Set<Scanner> scanners) {
    /// By kind, the worst first.
    static final Comparator<Finding.OfCheck> ORDER =
            Comparator.<Finding.OfCheck, Check.Kind>comparing(one -> one.check().kind())
                    .thenComparing(Finding::severity, Comparator.reverseOrder())
                    .thenComparing(Finding::id)
                    .thenComparing(Finding.OfCheck::place)
                    .thenComparing(Finding.OfCheck::message);

    private static final SecretSearch SECRETS = new SecretSearch();

    /// What a root file system has at least one of.
    private static final List<String> SYSTEM = List.of("bin", "usr/bin", "etc/passwd");

    ReaderSet readers(ImageSource source) {
        var readers = new ArrayList<FileReader>(Catalogers.BUILT_IN);
        if (scanners.contains(Scanner.SETTINGS)) {
            readers.addAll(ImageChecks.READERS);
            if (source.layers().isEmpty()) {
                readers.addAll(ConfigurationReaders.BUILT_IN);
            }
        }
        return new ReaderSet(
                readers,
                scanners.contains(Scanner.SECRETS) ? List.of(SECRETS.reader()) : List.of());
    }

    /// Why a check says nothing of an image; empty where it does.
    static String silence(Check check, ImageSource source) {
        boolean isFolder = source.layers().isEmpty();
        boolean isOfFiles =
                ConfigurationReaders.ROOMS.stream()
                        .anyMatch(room -> check.id().startsWith(room + "/"));
        if (isOfFiles && !isFolder) {
            return "the files that make and run images are looked at in a folder only";
        }
        return check.kind() == Check.Kind.SETTING && !isOfFiles && isFolder
                ? "a folder has no configuration; only accounts and files of a system are looked at"
                : "";
    }

    /// What is in an image.
    ///
    /// @param files who answers for each, where that was asked for
    record Taken(Inventory inventory, Optional<FileLedger> files) {}

    /// What files say of themselves, whatever packages there are.
    ///
    /// @param others than secrets
    private record OfFiles(
            Optional<SecretSearch.Found> secrets,
            List<Finding.OfCheck> others,
            Optional<Cleanliness.Look> look) {}

    /// @param reading with the readers
    /// @param taking what is in the image; meanwhile its files are looked at
    Inspection inspection(ImageReading reading, ImageSettings settings, Supplier<Taken> taking) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                var ofFiles =
                        CompletableFuture.supplyAsync(() -> ofFiles(reading, settings), threads);
                var taken = taking.get();
                return inspection(reading, settings, taken, ofFiles.join());
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private OfFiles ofFiles(ImageReading reading, ImageSettings settings) {
        boolean isSystem = isSystem(reading);
        var others = new ArrayList<Finding.OfCheck>();
        if (scanners.contains(Scanner.SETTINGS)) {
            if (isSystem) {
                others.addAll(ImageChecks.findings(reading, settings));
            }
            others.addAll(ConfigurationFindings.of(reading));
        }
        return new OfFiles(
                scanners.contains(Scanner.SECRETS)
                        ? Optional.of(SECRETS.find(reading, settings))
                        : Optional.empty(),
                others,
                scanners.contains(Scanner.CLUTTER) && isSystem
                        ? Optional.of(Cleanliness.look(reading, settings))
                        : Optional.empty());
    }

    private Inspection inspection(
            ImageReading reading, ImageSettings settings, Taken taken, OfFiles ofFiles) {
        var inventory = taken.inventory();
        var found = new ArrayList<Finding.OfCheck>();
        ofFiles.secrets.ifPresent(secrets -> found.addAll(secrets.findings()));
        found.addAll(ofFiles.others);
        var cleanliness = ofFiles.look.map(look -> look.with(inventory));
        cleanliness.ifPresent(one -> found.addAll(one.items()));
        var facts =
                new ImageFacts(
                                scanners,
                                cleanliness,
                                ofPackages(inventory, found),
                                ImageHistory.of(reading, settings))
                        .withSettings(settings);
        found.sort(ORDER);
        var known =
                ofFiles.secrets
                        .map(secrets -> inventory.withGaps(secrets.gaps()))
                        .orElse(inventory);
        return new Inspection(known, found, facts, taken.files());
    }

    /// Of what has no files.
    Inspection inspection(Inventory inventory) {
        var found = new ArrayList<Finding.OfCheck>();
        var licences = ofPackages(inventory, found);
        var facts =
                new ImageFacts(scanners, Optional.empty(), licences, new ImageHistory(List.of()));
        found.sort(ORDER);
        return new Inspection(inventory, found, facts, Optional.empty());
    }

    private SortedMap<LicenceCategory, Integer> ofPackages(
            Inventory inventory, List<Finding.OfCheck> found) {
        if (!scanners.contains(Scanner.LICENCES)) {
            return Collections.emptySortedMap();
        }
        found.addAll(LicenceChecks.findings(inventory));
        return LicenceChecks.counts(inventory);
    }

    private static boolean isSystem(ImageReading reading) {
        return !reading.source().layers().isEmpty()
                || SYSTEM.stream().anyMatch(path -> reading.tree().resolve(path).isPresent());
    }
}
