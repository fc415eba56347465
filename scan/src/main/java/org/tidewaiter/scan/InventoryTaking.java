package org.tidewaiter.scan;

import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import org.tidewaiter.image.Image;
import org.tidewaiter.image.Images;
import org.tidewaiter.image.OpenOptions;
import org.tidewaiter.image.cache.LayerCache;
import org.tidewaiter.image.consulted.ConsultedFiles.Step;
import org.tidewaiter.image.manifest.ImageSettings;
import org.tidewaiter.image.manifest.MalformedManifestException;
import org.tidewaiter.image.pass.ImagePass;
import org.tidewaiter.image.pass.ImageReading;
import org.tidewaiter.image.pass.PassOptions;
import org.tidewaiter.image.pass.Progress;
import org.tidewaiter.image.pass.ReaderSet;
import org.tidewaiter.inventory.Catalogers;
import org.tidewaiter.inventory.InventoryAssembly;
import org.tidewaiter.inventory.account.FileLedger;
import org.tidewaiter.model.Distribution;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.scan.report.Scanner;

/// The first half of the road: from the name of an image to what is in it.
///
/// @param progress is told how the reading gets on
public record InventoryTaking(
        OpenOptions open, LayerCache cache, PassOptions pass, Progress progress) {

    /// A bill of materials (see [BillFile#named]) is taken as it is; anything else is an image.
    ///
    /// @param name as the user typed it
    /// @throws ProblemException with the codes of [BillFile#asImage], [Images#open] and
    ///   [ImagePass#read]
    public Inventory take(String name) throws ProblemException {
        var bill = bill(name);
        if (bill.isPresent()) {
            var inventory = bill.get().asImage();
            progress.step(opened(inventory.source()));
            progress.step(found(inventory));
            return inventory;
        }
        try (var image = Images.open(name, open)) {
            return take(image);
        }
    }

    private Optional<BillFile> bill(String name) {
        if (open.kind().isPresent()) {
            return Optional.empty();
        }
        BillFile.place(name).ifPresent(open.consulted()::add);
        var bill = BillFile.named(name);
        bill.ifPresent(_ -> open.consulted().addedAll(Step.IMAGE));
        return bill;
    }

    /// @throws ProblemException with the codes of [ImagePass#read]
    public Inventory take(Image image) throws ProblemException {
        var inventory = InventoryAssembly.assemble(read(image, new ReaderSet(Catalogers.BUILT_IN)));
        progress.step(found(inventory));
        return inventory;
    }

    /// What [#take(String)] gives, and what checks find. A bill of materials is searched for what
    /// can be told of packages.
    ///
    /// @param name as the user typed it
    /// @param scanners what is looked for
    /// @throws ProblemException as [#take(String)]
    public Inspection inspect(String name, Set<Scanner> scanners) throws ProblemException {
        if (bill(name).isPresent()) {
            return new Checking(scanners).inspection(take(name));
        }
        try (var image = Images.open(name, open)) {
            return inspect(image, scanners);
        }
    }

    /// @throws ProblemException with the codes of [ImagePass#read]
    public Inspection inspect(Image image, Set<Scanner> scanners) throws ProblemException {
        var checking = new Checking(scanners);
        var reading = read(image, checking.readers(image.source()));
        return checking.inspection(
                reading,
                settings(image),
                () -> {
                    var inventory = InventoryAssembly.assemble(reading);
                    progress.step(found(inventory));
                    return new Checking.Taken(inventory, Optional.empty());
                });
    }

    /// As [#inspect(String, Set)], and who answers for each file.
    ///
    /// @throws ProblemException as [#files]
    public Inspection inspectWithFiles(String name, Set<Scanner> scanners) throws ProblemException {
        requireImage(name);
        var checking = new Checking(scanners);
        try (var image = Images.open(name, open)) {
            var reading = read(image, checking.readers(image.source()));
            return checking.inspection(
                    reading,
                    settings(image),
                    () -> {
                        var taken = InventoryAssembly.withFiles(reading);
                        progress.step(found(taken.inventory()));
                        return new Checking.Taken(taken.inventory(), Optional.of(taken.files()));
                    });
        }
    }

    /// Who answers for each file of an image.
    ///
    /// @param name as the user typed it
    /// @throws ProblemException `no-files` for a bill of materials; with the codes of [Images#open]
    ///   and [ImagePass#read]
    public FileLedger files(String name) throws ProblemException {
        return InventoryAssembly.files(readImage(name));
    }

    /// What is in an image, and who answers for each file of it.
    ///
    /// @param name as the user typed it
    /// @throws ProblemException as [#files]
    public InventoryAssembly.WithFiles takeWithFiles(String name) throws ProblemException {
        var taken = InventoryAssembly.withFiles(readImage(name));
        progress.step(found(taken.inventory()));
        return taken;
    }

    private ImageReading readImage(String name) throws ProblemException {
        requireImage(name);
        try (var image = Images.open(name, open)) {
            return read(image, new ReaderSet(Catalogers.BUILT_IN));
        }
    }

    private void requireImage(String name) throws ProblemException {
        if (bill(name).isPresent()) {
            throw new ProblemException(
                    "no-files",
                    "'%s' is a bill of materials, which has no files to look at".formatted(name),
                    "give the image itself");
        }
    }

    private static ImageSettings settings(Image image) throws ProblemException {
        try {
            return ImageSettings.parse(image.config());
        } catch (MalformedManifestException e) {
            throw new ProblemException(
                    "config-unreadable",
                    "the configuration of '%s' cannot be read: %s"
                            .formatted(image.source().name(), e.getMessage()),
                    "have the image built or pulled again");
        }
    }

    private ImageReading read(Image image, ReaderSet readers) throws ProblemException {
        progress.step(opened(image.source()));
        image.notice().ifPresent(progress::notice);
        return new ImagePass(readers, cache, pass, progress)
                .read(image, () -> new Checking(Scanner.ALL).readers(image.source()));
    }

    private static String opened(ImageSource source) {
        var facts = new StringJoiner(", ");
        facts.add("image: %s '%s'".formatted(source.kind(), source.name()));
        source.digest().ifPresent(digest -> facts.add("manifest " + digest));
        source.configDigest().ifPresent(digest -> facts.add("configuration " + digest));
        source.platform().ifPresent(platform -> facts.add(platform.toString()));
        facts.add(source.layers().size() + " layers");
        return facts.toString();
    }

    private static String found(Inventory inventory) {
        return "inventory: %s, %,d packages, %,d gaps"
                .formatted(
                        inventory.distribution().map(Distribution::name).orElse("no distribution"),
                        inventory.packages().size(),
                        inventory.gaps().size());
    }
}
