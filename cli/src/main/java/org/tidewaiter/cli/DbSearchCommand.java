package org.tidewaiter.cli;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.vulnerability.advisory.Advisory;
import org.tidewaiter.vulnerability.advisory.AffectedPackage;
import org.tidewaiter.vulnerability.advisory.VersionRange.Event;
import org.tidewaiter.vulnerability.store.AdvisorySearch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `tidewaiter db search`: the advisories with an id, or about a package.
@Command(
        name = "search",
        description = "List the advisories with an id, or about a package.",
        footer = {
            "  tidewaiter db search CVE-2021-44228",
            "  tidewaiter db search org.apache.logging.log4j:log4j-core",
        })
final class DbSearchCommand implements Callable<Integer> {
    @ParentCommand private DbCommand db;
    @Mixin private CommonFlags common;
    @Mixin private StoreFlags storeFlags;

    @Parameters(paramLabel = "ID|PACKAGE", description = "CVE-2021-44228, log4j-core, openssl …")
    private String query;

    @Override
    public Integer call() throws Exception {
        var out = db.program.streams().out();
        var store = storeFlags.open(db.program, common.places(db.program));
        var found = AdvisorySearch.search(store, query);
        if (found.isEmpty()) {
            throw new ProblemException(
                    "advisory-not-found",
                    "no advisory has the id '" + query + "' or is about a package of that name",
                    "see 'tidewaiter db info' for what the store holds; write a Maven package"
                            + " as group:artifact");
        }
        found.naming().forEach(advisory -> print(advisory, out));
        for (var hit : found.about()) {
            hit.advisories().forEach(advisory -> print(advisory, out));
        }
        return ExitCodes.PASSED;
    }

    private static void print(Advisory advisory, PrintStream out) {
        out.printf("%s (%s)", advisory.id(), advisory.feed());
        if (!advisory.aliases().isEmpty()) {
            out.printf("  also %s", String.join(", ", advisory.aliases()));
        }
        advisory.withdrawn().ifPresent(date -> out.printf("  withdrawn %s", date));
        out.println();
        if (!advisory.title().isEmpty()) {
            out.println("  " + advisory.title());
        }
        for (var affected : advisory.affected()) {
            out.printf("  %s %s: %s%n", affected.ecosystem(), affected.name(), ranges(affected));
        }
    }

    private static String ranges(AffectedPackage affected) {
        var text = new StringBuilder();
        for (var range : affected.ranges()) {
            for (var event : range.events()) {
                text.append(
                        switch (event) {
                            case Event.Introduced(var version) ->
                                    (text.isEmpty() ? "" : "; ") + "from " + version;
                            case Event.IntroducedAfter(var version) ->
                                    (text.isEmpty() ? "" : "; ") + "after " + version;
                            case Event.Fixed(var version) -> ", fixed in " + version;
                            case Event.LastAffected(var version) -> ", last " + version;
                            case Event.Limit(var version) -> ", before " + version;
                        });
            }
        }
        if (text.isEmpty()) {
            text.append(affected.versions().size()).append(" versions");
        }
        affected.stated().ifPresent(state -> text.append(" (").append(state.word()).append(')'));
        return text.toString();
    }
}
