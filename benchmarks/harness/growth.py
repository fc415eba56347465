"""How time and memory grow with what is there: at once, twice, four and eight times as much."""
import dataclasses, json, math, os, shutil, subprocess, sys

from . import measure, store
from .cases import Row, scan_of
from .measure import median

TIMES = [1, 2, 4, 8]
# Noise of a shared machine, on an exponent of the last two doublings.
LINEAR = 1.15


@dataclasses.dataclass
class Kind:
    """What grows, what it is one of, and how one of these is built: by the arguments of `made.Whole`."""

    what: str
    unit: str
    one: int
    command: str
    arguments: object


IMAGES = [
    Kind("bytes", "GB in 1,024 files", 1, "inventory", lambda times: (1024, times << 20, 1, False)),
    Kind("files", "files of 1 KB", 25_000, "scan", lambda times: (25_000 * times, 1024, 1, False)),
    Kind("layers", "layers of 4 MB", 15, "scan", lambda times: (60 * times, 1 << 20, 15 * times, False)),
    Kind("packages", "packages", 2_500, "scan", lambda times: (2_500 * times, 100, 1, True)),
]


def built(context, kind, times):
    """An image of a process of its own, since what this process takes counts as what its children begin with."""
    folder = context.fresh("growth")
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    script = "import json, sys; sys.path.insert(0, sys.argv[1]); from harness import made; made.Whole(*json.loads(sys.argv[2])).build(sys.argv[3], '1')"
    subprocess.run([sys.executable, "-B", "-c", script, here, json.dumps(kind.arguments(times)), folder + "/layout"], check=True)
    return "oci:%s/layout:1" % folder


def exponent(values):
    """By which power of how much there is it grew over the last two doublings: 1 is linear, 0 is not at all."""
    return math.log(values[-1] / values[-3]) / math.log(4)


def of_growth(context):
    lines, rows, runs = [], [], min(3, context.runs)
    for kind in IMAGES:
        samples = []
        for times in TIMES:
            image = built(context, kind, times)
            words = scan_of(context, image) if kind.command == "scan" else ["inventory", image]
            samples.append([_cold(context, words) for _ in range(runs)])
            if kind.what == "packages":
                _check_count(os.path.join(context.work, "grown.json"), 2_500 * times)
        lines.append(_line("%s: `%s` of %d, … %s" % (kind.what, kind.command, kind.one, kind.unit), samples))
        rows += _rows(kind.what, samples)
        shutil.rmtree(os.path.join(context.work, "growth"))
    for what, samples in _advisories(context, runs).items():
        lines.append(_line(what, samples))
        rows += _rows("advisories" if "db build" in what else "advisories-scan", samples)
    head = ["", *["CPU at %d ×" % times for times in TIMES], "exponent", *["peak at %d ×" % times for times in TIMES]]
    words = "The exponent is that of the last two doublings: 1 is linear. Medians of %d." % runs
    return rows, {"growth": {"title": "Growth", "words": words, "head": head, "lines": lines}}


def _cold(context, words):
    cache = ["--cache-dir", context.fresh("cache"), "--timeout", "30m", "--format", "json"]
    return measure.run([context.program.launcher, *words, *cache], os.path.join(context.work, "grown.json"))


def _check_count(report, packages):
    """So that nobody measures a reader that has stopped to claim."""
    with open(report) as text:
        said = subprocess.run(["grep", "-c", "package-%d" % (packages - 1)], stdin=text, capture_output=True).stdout
    if not int(said or 0):
        raise measure.Failed("the last of %d packages is not in the report" % packages)


def _advisories(context, runs):
    """Stores of more and more advisories: their building, and a scan of the same bill."""
    folder, bill = context.fresh("growth"), os.path.join(context.work, "grown.cdx.json")
    building, scanning = [], []
    store.made_bill(bill, 3_000)
    for times in TIMES:
        feed, made = os.path.join(folder, "feed.zip"), os.path.join(folder, "grown.db")
        store.made_feed(feed, 10_000 * times)
        words = [context.program.launcher, "db", "build", "--no-progress", "--from", feed, "--advisories", made]
        building.append([measure.run(words, os.path.join(folder, "said")) for _ in range(runs)])
        scan = ["scan", "sbom:" + bill, "--advisories", made, "--as-of", "2026-11-22"]
        scanning.append([_cold(context, scan) for _ in range(runs)])
    shutil.rmtree(folder)
    return {"advisories: `db build` of 10,000, …": building, "advisories: `scan` of a bill of 3,000 packages, 10,000, …": scanning}


def _line(what, samples):
    cpu = [median(one, "cpu") for one in samples]
    peaks = ["%d MB" % (median(one, "peak") >> 20) for one in samples]
    return [what, *["%.2f s" % one for one in cpu], "%.2f" % exponent(cpu), *peaks]


def _rows(what, samples):
    power = exponent([median(one, "cpu") for one in samples])
    rows = [Row("growth-" + what, "growth of CPU with %s" % what.replace("-", ", "), "linear or better (≤ %.2f, for noise)" % LINEAR, "to the power of %.2f" % power, power <= LINEAR)]
    if what == "bytes":
        peaks = [median(one, "peak") for one in samples]
        more = max(peaks) / min(peaks) - 1
        rows.append(Row("memory-growth", "peak resident memory from 1 to 8 GB", "within 10 % of itself", "within %.0f %% (%s MB)" % (100 * more, ", ".join(str(one >> 20) for one in peaks)), more <= 0.10))
    return rows
