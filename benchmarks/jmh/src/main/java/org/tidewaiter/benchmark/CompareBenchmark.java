package org.tidewaiter.benchmark;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.tidewaiter.vulnerability.version.InvalidVersionException;
import org.tidewaiter.vulnerability.version.VersionOrder;
import org.tidewaiter.vulnerability.version.VersionOrders;

/// Comparing 1,000 pairs of versions.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CompareBenchmark {
    private static final int PAIRS = 1_000;

    @Param({"deb", "maven", "npm", "pypi", "rpm"})
    String ecosystem = "";

    private final String[] versions = new String[2 * PAIRS];
    private VersionOrder order = VersionOrders.RPM_WITHOUT_EPOCH;

    @Setup
    public void draw() {
        order = VersionOrders.of(ecosystem).orElseThrow();
        var random = new Random(1);
        for (int i = 0; i < versions.length; i++) {
            versions[i] =
                    "%d.%d.%d%s"
                            .formatted(
                                    random.nextInt(10),
                                    random.nextInt(30),
                                    random.nextInt(30),
                                    random.nextInt(3) == 0 ? suffix() : "");
        }
    }

    @Benchmark
    public int compare() throws InvalidVersionException {
        int sum = 0;
        for (int i = 0; i < versions.length; i += 2) {
            sum += Integer.signum(order.compare(versions[i], versions[i + 1]));
        }
        return sum;
    }

    private String suffix() {
        return switch (ecosystem) {
            case "deb" -> "-2+deb12u1";
            case "rpm" -> "-427.el9_4";
            case "pypi" -> "rc1";
            default -> "-beta";
        };
    }
}
