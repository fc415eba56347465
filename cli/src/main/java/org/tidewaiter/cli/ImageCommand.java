package org.tidewaiter.cli;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.tidewaiter.image.OpenOptions;
import org.tidewaiter.image.cache.AnswerCache;
import org.tidewaiter.image.consulted.ConsultedFiles.Step;
import org.tidewaiter.image.pass.PassOptions;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.scan.BaseLookup;
import org.tidewaiter.scan.InventoryTaking;
import org.tidewaiter.scan.base.BaseImage;
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

    /// The command that this one is part of.
    final Object parent() {
        return spec.parent().userObject();
    }

    /// Says something on standard error that is not said again by a kept answer.
    final void notice(String sentence) {
        program().answer().consulted().addMoreThanFiles();
        common.notice(program().streams().err(), sentence);
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
        program().answer().consulted().addedAll(Step.BASE);
        if (given.isPresent()) {
            return Optional.of(BaseLookup.given(given.get(), image));
        }
        var places = common.places(program());
        if (places.isNowhere()) {
            return Optional.empty();
        }
        program().answer().consulted().add(places.bases());
        return BaseLookup.known(new BaseFile(places.bases()).read(), image);
    }

    /// Writes every target, and has what is printed kept as the answer, if it is all that there is
    /// to say.
    ///
    /// @param status that the program will end with
    /// @param asked the steps that were taken
    final void answer(
            List<OutputTarget> targets, int status, Set<Step> asked, OutputFlags.Writer writer)
            throws ProblemException, IOException {
        keepAnswer(targets, status, asked);
        OutputFlags.write(targets, program(), writer);
        program().answer().confirm();
    }

    private void keepAnswer(List<OutputTarget> targets, int status, Set<Step> asked)
            throws ProblemException {
        var program = program();
        var places = common.places(program);
        boolean printed = targets.size() == 1 && targets.getFirst().file().isEmpty();
        if (printed && !program.verbose() && !source.noCache && !places.isNowhere()) {
            var cache =
                    AnswerCache.in(
                            places.layers(), source.cacheSize.bytes(), InstantSource.system());
            program.answer().begin(cache, status, asked, program.streams().out());
        }
    }

    /// Reads the image in what way the flags say, and shows how that gets on.
    @FunctionalInterface
    interface Reading<T> {
        T with(InventoryTaking taking) throws Exception;
    }

    PassOptions passOptions() {
        return source.passOptions();
    }

    /// Where the image is looked for.
    OpenOptions openOptions() throws ProblemException {
        return source.openOptions(program().environment());
    }

    /// @throws ProblemException `timeout`, or what the reading threw
    <T> T read(Reading<T> reading) throws Exception {
        var program = program();
        try (var progress = new LayerProgress(program, common)) {
            var taking =
                    new InventoryTaking(
                            openOptions().withConsulted(program.answer().consulted()),
                            source.cache(common.places(program)),
                            passOptions(),
                            progress);
            return Deadline.run(source.timeout, () -> reading.with(taking));
        }
    }
}
