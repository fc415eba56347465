package org.tidewaiter.scan;

import java.util.List;
import java.util.Set;
import org.tidewaiter.checks.Checks;
import org.tidewaiter.model.Check;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.policy.Reason;
import org.tidewaiter.scan.report.ReportStyle;
import org.tidewaiter.scan.report.Scanner;
import org.tidewaiter.scan.text.ExplanationPage;
import org.tidewaiter.vulnerability.match.Explaining;

/// Says why something is, or is not, among the findings of an image.
public final class ImageExplaining {
    private final InventoryTaking taking;
    private final ScanContext context;

    public ImageExplaining(InventoryTaking taking, ScanContext context) {
        this.taking = taking;
        this.context = context;
    }

    /// @param name of the image, as the user typed it
    /// @param query the id of a flaw, a record or a check, or a package by its purl, name or source
    ///   package
    /// @return text for people
    /// @throws ProblemException with the codes of [InventoryTaking#take]
    public String explain(String name, String query, ReportStyle style) throws ProblemException {
        var check = Checks.find(query);
        if (check.isPresent()) {
            return explain(name, check.get(), style);
        }
        var inventory = taking.take(name);
        var explanations =
                new Explaining(inventory, context.advisories(), context.asOf()).explain(query);
        var asOf = context.asOf();
        var gathered = context.decisions().gather(inventory.source(), taking.open(), asOf);
        return page(inventory, gathered, style).of(explanations, facts(gathered));
    }

    private String explain(String name, Check check, ReportStyle style) throws ProblemException {
        var inspection = taking.inspect(name, Set.of(Scanner.of(check.kind())));
        var inventory = inspection.inventory();
        var gathered =
                context.decisions().gather(inventory.source(), taking.open(), context.asOf());
        var found = inspection.checked().stream().filter(one -> one.check().equals(check)).toList();
        var silence = Checking.silence(check, inventory.source());
        return page(inventory, gathered, style).of(check, found, silence, facts(gathered));
    }

    private ExplanationPage page(
            Inventory inventory, GatheredDecisions gathered, ReportStyle style) {
        return new ExplanationPage(
                inventory,
                context.data(),
                one -> gathered.decisions().about(one, inventory, context.asOf()),
                one -> gathered.unheard().about(one, inventory, context.asOf()),
                style);
    }

    private static List<String> facts(GatheredDecisions gathered) {
        return gathered.remarks().stream().map(Reason::fact).toList();
    }
}
