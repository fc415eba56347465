package org.tidewaiter.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.vulnerability.transfer.StoreTransfer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `tidewaiter db import`: a store that others built.
@Command(
        name = "import",
        description = "Take over an advisory store that was built elsewhere, after checking it.",
        footer = {
            "  tidewaiter db import advisories.db",
            "  tidewaiter db import registry:registry.example/security/advisories:latest",
            "",
            "The store that is there stays if anything is wrong with the new one.",
        })
final class DbImportCommand implements Callable<Integer> {
    @ParentCommand private DbCommand db;
    @Mixin private CommonFlags common;
    @Mixin private StoreFlags storeFlags;
    @Mixin private RegistryFlags registry;

    @Parameters(
            paramLabel = "FILE|oci:DIR:TAG|registry:NAME",
            description = "Where from; a name may end in @ and the digest of the artifact.")
    private String from;

    @Option(
            names = "--digest",
            paramLabel = "SHA256:HEX",
            description = "Refuse anything but this, as 'db export' printed it.")
    private @Nullable String digest;

    @Override
    public Integer call() throws Exception {
        var store = storeFlags.target(common.places(db.program));
        var options = registry.optionsOf(from, db.program.environment());
        var info = new StoreTransfer(options).take(from, wanted(), store);
        StoreInfoPage.print(info, store.toString(), db.program.streams().out());
        return ExitCodes.PASSED;
    }

    private Optional<Digest> wanted() throws ProblemException {
        if (digest == null) {
            return Optional.empty();
        }
        var parsed = Digest.parse(digest);
        if (parsed.isEmpty()) {
            throw new ProblemException(
                    "usage",
                    "'%s' is no digest".formatted(digest),
                    "write it as 'db export' printed it: sha256: and 64 digits");
        }
        return parsed;
    }
}
