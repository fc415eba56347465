package org.tidewaiter.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `tidewaiter db info`: what the store is made of.
@Command(
        name = "info",
        description = "Say what the advisory store is made of, and how old it is.",
        footer = {
            "  tidewaiter db info",
            "  tidewaiter db info --verify",
        })
final class DbInfoCommand implements Callable<Integer> {
    @ParentCommand private DbCommand db;
    @Mixin private CommonFlags common;
    @Mixin private StoreFlags storeFlags;

    @Option(
            names = "--rejected",
            fallbackValue = "true",
            description = "Name each record that could not be read.")
    private boolean rejected;

    @Option(
            names = "--verify",
            fallbackValue = "true",
            description = "Check every byte of the store first.")
    private boolean verify;

    @Override
    public Integer call() throws Exception {
        var places = common.places(db.program);
        var out = db.program.streams().out();
        var store = storeFlags.open(db.program, places);
        if (verify) {
            store.verify();
        }
        if (rejected) {
            store.rejected()
                    .forEach(one ->
                            out.printf("%s\t%s\t%s%n", one.document(), one.record(), one.reason()));
            return ExitCodes.PASSED;
        }
        var place =
                storeFlags
                        .file(places)
                        .map(Object::toString)
                        .orElse("the built-in sample; run 'tidewaiter db update'");
        StoreInfoPage.print(store.info(), place, out);
        return ExitCodes.PASSED;
    }
}
