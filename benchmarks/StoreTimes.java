import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.model.LayerScope;
import org.tidewaiter.scan.BillFile;
import org.tidewaiter.vulnerability.match.Matching;
import org.tidewaiter.vulnerability.store.AdvisoryStore;

/// How long a store takes to open, and to match a bill of materials: cold is the first time in this
/// process, warming the median of the sixteenth to the twentieth, warm that of the last twenty of 200,
/// when the compilers have done their work.
void main(String[] arguments) throws Exception {
    var store = Path.of(arguments[0]);
    var inventory = BillFile.named(arguments[1]).orElseThrow().asImage();
    var opened = new ArrayList<Double>();
    var matched = new ArrayList<Double>();
    int findings = 0;
    for (int i = 0; i < 200; i++) {
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
    say("open", opened);
    say("match", matched);
}

void say(String what, List<Double> times) {
    IO.println(
            "%-6s cold %.1f ms, warming %.1f ms, warm %.1f ms"
                    .formatted(
                            what,
                            times.getFirst(),
                            median(times.subList(15, 20)),
                            median(times.subList(180, 200))));
}

double median(List<Double> times) {
    return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
}
