package org.tidewaiter.scan;

import org.tidewaiter.model.ProblemException;
import org.tidewaiter.policy.Reason;
import org.tidewaiter.scan.report.ReportStyle;
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
    /// @param query the id of a flaw or a record, or a package by its purl, name or source package
    /// @return text for people
    /// @throws ProblemException with the codes of [InventoryTaking#take]
    public String explain(String name, String query, ReportStyle style) throws ProblemException {
        var inventory = taking.take(name);
        var explanations =
                new Explaining(inventory, context.advisories(), context.asOf()).explain(query);
        var asOf = context.asOf();
        var gathered = context.decisions().gather(inventory.source(), taking.open(), asOf);
        return new ExplanationPage(
                        inventory,
                        context.data(),
                        flaw -> gathered.decisions().about(flaw, inventory, asOf),
                        flaw -> gathered.unheard().about(flaw, inventory, asOf),
                        style)
                .of(explanations, gathered.remarks().stream().map(Reason::fact).toList());
    }
}
