package org.tidewaiter.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.tidewaiter.image.pass.PassOptions;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.scan.BaseLookup;
import org.tidewaiter.scan.InventoryTaking;
import org.tidewaiter.scan.base.BaseImage;
import org.tidewaiter.scan.base.BaseIndex;
import org.tidewaiter.scan.report.ReportStyle;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// What the commands share that read an image.
abstract class ImageCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin SourceFlags source;
    @Mixin CommonFlags common;

    final TidewaiterCommand program() {
        return (TidewaiterCommand) spec.root().userObject();
    }

    /// How a page for people looks where it goes.
    final ReportStyle style(OutputTarget target) {
        var terminal = program().streams().terminal();
        return target.file().isPresent() || terminal.columns() == 0
                ? ReportStyle.PLAIN
                : new ReportStyle(terminal.columns(), terminal.colour());
    }

    /// The description of the base that the flag names.
    final Optional<ImageSource> describe(BaseFlags flags) throws Exception {
        var base = flags.base;
        if (base == null) {
            return Optional.empty();
        }
        var named = source.image;
        source.image = base;
        var described = read(taking -> BaseLookup.describe(base, taking.open()));
        source.image = named;
        return Optional.of(described);
    }

    /// What an image is built on: what was given, or else what is known.
    ///
    /// @throws ProblemException `not-the-base`
    final Optional<BaseImage> base(Optional<ImageSource> given, ImageSource image)
            throws ProblemException {
        if (given.isPresent()) {
            return Optional.of(BaseLookup.given(given.get(), image));
        }
        var places = common.places(program());
        var known = places.isNowhere() ? BaseIndex.EMPTY : new BaseFile(places.bases()).read();
        return BaseLookup.known(known, image);
    }

    /// Reads the image in what way the flags say, and shows how that gets on.
    @FunctionalInterface
    interface Reading<T> {
        T with(InventoryTaking taking) throws ProblemException;
    }

    PassOptions passOptions() {
        return source.passOptions();
    }

    /// @throws ProblemException `timeout`, or what the reading threw
    <T> T read(Reading<T> reading) throws Exception {
        var program = program();
        var environment = program.environment();
        try (var progress = new LayerProgress(program, common)) {
            var taking =
                    new InventoryTaking(
                            source.openOptions(environment),
                            source.cache(common.places(program)),
                            passOptions(),
                            progress);
            return Deadline.run(source.timeout, () -> reading.with(taking));
        }
    }
}
