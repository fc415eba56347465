"""The inner loops, by JMH."""
import json, os

from . import measure, program

HERE = os.path.dirname(os.path.abspath(__file__))
MODULE = os.path.normpath(os.path.join(HERE, "../jmh"))
# How much of what one operation handles.
HANDLED = {
    "InflateBenchmark": (16.777, "MB"),
    "DigestBenchmark": (16.777, "MB"),
    "SearchBenchmark": (1.0486, "MB"),
    "TarBenchmark": (10_000, "entries"),
    "CompareBenchmark": (1_000, "pairs"),
    "MatchBenchmark": (3_000, "packages"),
}
SECONDS = {"ms/op": 1e-3, "us/op": 1e-6}


def of_loops(context):
    jdk = program.jdk()
    if not is_built():
        build = "mvn --batch-mode --quiet -Dmaven.test.skip=true -Dformat.skip=true --projects benchmarks/jmh --also-make package"
        measure.run(build.split(), os.path.join(context.work, "mvn"), {"JAVA_HOME": jdk}, folder=os.path.join(MODULE, "../.."))
    result = os.path.join(context.work, "jmh.json")
    command = [jdk + "/bin/java", "--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC"]
    command += ["-cp", "%s/target/classes:%s/target/lib/*" % (MODULE, MODULE), "org.openjdk.jmh.Main", "-foe", "true", "-f", "1"]
    command += ["-wi", "3", "-i", "5", "-w", "500ms", "-r", "500ms"] if context.runs >= 3 else ["-wi", "1", "-i", "1", "-w", "100ms", "-r", "100ms"]
    command += ["-rf", "json", "-rff", result, "-p", "store=" + context.stores.file, "-p", "bill=" + context.stores.bill]
    measure.run(command, os.path.join(context.work, "jmh"))
    with open(result) as text:
        lines = [line(one) for one in json.load(text)]
    head = ["loop", "of", "time", "error", "that is"]
    words = "`benchmarks/jmh`; one fork, three rounds of warming and five of half a second."
    return [], {"loops": {"title": "Inner loops", "words": words, "head": head, "lines": lines}}


def is_built():
    lib = os.path.join(MODULE, "target/lib")
    sources = [os.path.join(folder, file) for folder, _, files in os.walk(MODULE + "/src") for file in files]
    return os.path.isdir(lib) and all(os.path.getmtime(source) < os.path.getmtime(lib) for source in sources)


def line(one):
    of, loop = one["benchmark"].split(".")[-2:]
    given = [value for name, value in one.get("params", {}).items() if name not in ("store", "bill")]
    metric = one["primaryMetric"]
    many, what = HANDLED[of]
    each = many / (metric["score"] * SECONDS[metric["scoreUnit"]])
    unit = metric["scoreUnit"].removesuffix("/op").replace("us", "µs")
    error = "" if metric["scoreError"] == "NaN" else "± %.2f %s" % (metric["scoreError"], unit)
    return ["%s, %s" % (of.removesuffix("Benchmark").lower(), loop), " ".join(given).lower(), "%.2f %s" % (metric["score"], unit), error, "{:,.0f} {} a second".format(each, what)]
