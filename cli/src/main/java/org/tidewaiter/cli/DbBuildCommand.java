package org.tidewaiter.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.tidewaiter.vulnerability.build.Feeds;
import org.tidewaiter.vulnerability.build.StoreBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `tidewaiter db build`: feeds that are at hand become a store.
@Command(
        name = "build",
        description = "Build the advisory store from feeds in their upstream formats.",
        footer = {
            "  tidewaiter db build --from feeds/",
            "  tidewaiter db build --from osv/all.zip kev.json --advisories small.db",
            "",
            "Reads every feed that docs/formats.md names, in folders, and in tar, zip, gz, bz2, xz and zst archives.",
            "What cannot be read is counted: see 'tidewaiter db info --rejected'.",
        })
final class DbBuildCommand implements Callable<Integer> {
    @ParentCommand private DbCommand db;
    @Mixin private CommonFlags common;
    @Mixin private StoreFlags storeFlags;

    @Option(
            names = "--from",
            split = "\n",
            hideParamSyntax = true,
            required = true,
            arity = "1..*",
            paramLabel = "DIR|FILE",
            description = "A feed, or a folder of feeds; may be repeated.")
    private final List<Path> from = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        var streams = db.program.streams();
        var store = storeFlags.target(common.places(db.program));
        try (var progress = new CountProgress(db.program, common, "documents read")) {
            var info =
                    new StoreBuilder(Feeds.BUILT_IN, Today.utc(), progress::show)
                            .build(from, store);
            progress.clear();
            StoreInfoPage.print(info, store.toString(), streams.out());
        }
        return ExitCodes.PASSED;
    }
}
