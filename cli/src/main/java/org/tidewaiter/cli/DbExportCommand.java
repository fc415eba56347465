package org.tidewaiter.cli;

import java.util.concurrent.Callable;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.vulnerability.transfer.StoreTransfer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `tidewaiter db export`: the store for others.
@Command(
        name = "export",
        description = "Hand the advisory store on: as a file, in an OCI layout, or to a registry.",
        footer = {
            "  tidewaiter db export advisories.db",
            "  tidewaiter db export oci:layout:latest",
            "  tidewaiter db export registry:registry.example/security/advisories:latest",
            "",
            "Prints the digest, to which 'tidewaiter db import' can hold what it is given.",
        })
final class DbExportCommand implements Callable<Integer> {
    @ParentCommand private DbCommand db;
    @Mixin private CommonFlags common;
    @Mixin private StoreFlags storeFlags;
    @Mixin private RegistryFlags registry;

    @Parameters(
            paramLabel = "FILE|oci:DIR:TAG|registry:NAME",
            description = "Where to; a file that is there is replaced.")
    private String to;

    @Override
    public Integer call() throws Exception {
        var file = storeFlags.file(common.places(db.program));
        if (file.isEmpty()) {
            throw new ProblemException(
                    "advisories-missing",
                    "there is no advisory store to hand on",
                    "run 'tidewaiter db update' first, or name one with --advisories");
        }
        var options = registry.optionsOf(to, db.program.environment());
        var handed = new StoreTransfer(options).give(file.get(), to);
        db.program.streams().out().printf("%s  %s%n", handed.digest(), handed.place());
        return ExitCodes.PASSED;
    }
}
