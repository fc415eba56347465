import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import org.tidewaiter.model.LayerScope;
import org.tidewaiter.scan.BillFile;
import org.tidewaiter.vulnerability.match.Matching;
import org.tidewaiter.vulnerability.store.AdvisoryStore;

/// How long a store takes to open, and to match a bill of materials: cold is the first time in this
/// process, warm the median of the last five of twenty.
void main(String[] arguments) throws Exception {
    var store = Path.of(arguments[0]);
    var inventory = BillFile.named(arguments[1]).orElseThrow().asImage();
    var opened = new ArrayList<Double>();
    var matched = new ArrayList<Double>();
    int findings = 0;
    for (int i = 0; i < 20; i++) {
        long start = System.nanoTime();
        var advisories = AdvisoryStore.open(store);
        long open = System.nanoTime();
        var result =
                Matching.match(
                        inventory, LayerScope.SQUASHED, advisories, LocalDate.of(2026, 11, 22));
        long end = System.nanoTime();
        opened.add((open - start) / 1e6);
        matched.add((end - open) / 1e6);
        findings = result.findings().size();
    }
    IO.println(
            "packages %,d, findings %,d".formatted(inventory.packages().size(), findings));
    IO.println(
            "open   cold %.1f ms, warm %.1f ms".formatted(opened.getFirst(), median(opened)));
    IO.println(
            "match  cold %.0f ms, warm %.0f ms".formatted(matched.getFirst(), median(matched)));
}

double median(ArrayList<Double> times) {
    return times.subList(15, 20).stream().sorted().skip(2).findFirst().orElseThrow();
}
