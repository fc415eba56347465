"""What is measured. Each case gives rows of the table of bounds, and tables of what it saw."""
import dataclasses, glob, hashlib, itertools, os, shutil, threading

from . import corpus, measure, oci
from .measure import in_turn, median, ratio
from .program import jdk

LARGE = ["application", "many-files", "one-big-layer"]
# What the program may write beyond result and cache entry: words on pipes, and the pages of folders that stay empty.
CHANGE = 64 << 10


@dataclasses.dataclass
class Row:
    """One line of the table of bounds. `ratio` is what a later run is compared with; smaller is better."""

    key: str
    case: str
    bound: str
    measured: str
    met: bool
    ratio: float | None = None
    cpu_ratio: float | None = None


@dataclasses.dataclass
class Context:
    program: object
    corpus: str
    work: str
    runs: int
    quick: bool
    host: str
    stores: object

    def fresh(self, name):
        """An empty folder."""
        folder = os.path.join(self.work, name)
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        return folder

    def images(self):
        return corpus.images(self.corpus)


@dataclasses.dataclass
class Cold:
    """Runs the program on one image with nothing in its cache, and remembers the most that it wrote too much."""

    context: Context
    words: list
    worst: int = 0

    def __call__(self):
        out, cache = os.path.join(self.context.work, "result.json"), self.context.fresh("cache")
        sample = measure.run(
            [self.context.program.launcher, *self.words, "--cache-dir", cache, "--timeout", "30m", "--format", "json"], out
        )
        entries = glob.glob(cache + "/**", recursive=True, include_hidden=True)
        self.worst = max(self.worst, sample.beyond([out, *filter(os.path.isfile, entries)]))
        return sample


def floor(layout, unpack):
    """Unpacks the layers of an image and digests them, one after the other."""
    files = oci.layer_files(layout)
    script = 'for layer; do %s -dc <"$layer" | sha256sum; done' % unpack
    return lambda: measure.run(["sh", "-c", script, "floor", *files])


def scan_of(context, image):
    return ["scan", image, "--advisories", context.stores.file, "--as-of", "2026-11-22"]


def ways(context, image):
    """Every way in which one image is measured."""
    ways = {
        "gzip -dc": floor(image.layout, "gzip"),
        "inventory": Cold(context, ["inventory", "oci:%s:1" % image.layout]),
        "scan": Cold(context, scan_of(context, "oci:%s:1" % image.layout)),
    }
    if image.has_all_forms():
        ways["zstd -dc"] = floor(image.zstd, "zstd")
        ways["inventory, zstd"] = Cold(context, ["inventory", "oci:%s:1" % image.zstd])
        ways["inventory, registry"] = Cold(context, ["inventory", "%s/%s:1" % (context.host, image.name)])
        ways["inventory, archive"] = Cold(context, ["inventory", "archive:" + image.archive])
    return ways


def of_images(context):
    rows, lines, worst, peaks = [], [], {}, {}
    for name, image in context.images().items():
        for file in glob.glob(os.path.dirname(image.layout) + "/**", recursive=True):
            if os.path.isfile(file):
                warm(file)
        contenders = ways(context, image)
        large = name in LARGE
        samples = in_turn(contenders, context.runs if large else 1 if context.quick else min(3, context.runs))
        for way, sample in samples.items():
            if " -dc" in way:
                base = None
            else:
                base = samples["zstd -dc" if "zstd" in way else "gzip -dc"]
                worst[name, way] = contenders[way].worst
                peaks[name, way] = max(one.peak for one in sample)
            lines.append(line(name, way, sample, base))

        def compare(key, case, way, base, bound):
            wall = ratio(samples[way], samples[base], "wall")
            cpu = ratio(samples[way], samples[base], "cpu")
            rows.append(
                Row(key + name, case % name, "≤ %.2f ×" % bound, "%.2f × (CPU %.2f ×)" % (wall, cpu), wall <= bound, wall, cpu)
            )

        if large:
            compare("inventory-gzip-", "cold `inventory` of %s, gzip, to `gzip -dc \\| sha256sum`", "inventory", "gzip -dc", 0.45)
            compare("scan-", "cold `scan` of %s with all scanners, to `inventory`", "scan", "inventory", 1.35)
        if "zstd -dc" in samples:
            compare("inventory-zstd-", "cold `inventory` of %s, zstd, to `zstd -dc \\| sha256sum`", "inventory, zstd", "zstd -dc", 1.2)
            compare("registry-", "%s from a local registry, to the layout on disk", "inventory, registry", "inventory", 1.1)
    place, most = max(peaks.items(), key=lambda entry: entry[1])
    rows.append(
        Row("memory", "peak resident memory, any image", "≤ 300 MB", "%d MB (%s of %s)" % (most >> 20, place[1], place[0]), most <= 300 << 20)
    )
    place, most = max(worst.items(), key=lambda entry: entry[1])
    rows.append(
        Row("written", "bytes written beyond result and cache entry", "none (%d kB of words on pipes and pages of folders)" % (CHANGE >> 10),
            "%d kB at most (%s of %s)" % (most >> 10, place[1], place[0]), most <= CHANGE)
    )
    head = ["image", "", "wall, to unpacking", "CPU, to unpacking", "wall", "CPU", "peak", "bytes given to files"]
    return rows, {"images": {"title": "Every image, cold", "head": head, "lines": lines}}


def warm(file):
    with open(file, "rb") as content:
        while content.read(1 << 20):
            pass


def line(name, way, samples, base):
    ratios = ["%.2f ×" % ratio(samples, base, what) for what in ("wall", "cpu")] if base else ["1", "1"]
    moved = ["%.2f s" % median(samples, "wall"), "%.2f s" % median(samples, "cpu")]
    if not base:
        return [name, "`%s \\| sha256sum`" % way, *ratios, *moved, "", ""]
    return [name, way, *ratios, *moved, "%d MB" % (median(samples, "peak") >> 20), "%d kB" % (median(samples, "given") >> 10)]


def of_second_scans(context):
    """What is read again when all or some layers are known."""
    images, program = context.images(), context.program
    name = "application" if "application" in images else "many-files"
    image, rows = images[name], []
    cache, out = context.fresh("kept-cache"), os.path.join(context.work, "second.json")

    def words_of(image):
        return [*scan_of(context, "oci:%s:1" % image.layout), "--cache-dir", cache, "--format", "json"]

    def scan(of, log=None):
        return measure.run([program.launcher, *words_of(of), *(["-v"] if log else [])], out, log=log)

    if "slim" in images and name == "application":
        base = images["slim"]
        scan(base)
        log = os.path.join(context.work, "shared.log")
        scan(image, log)
        known, read = layers_said(log, image)
        met = known == base.layers and read == image.layers - base.layers
        rows.append(Row("shared-base", "second image on the same base: layers read", "%d new" % (image.layers - base.layers),
                        "%d read, %d from the cache" % (read, known), met))
    else:
        scan(image)
    log = os.path.join(context.work, "cached.log")
    scan(image, log)
    known, read = layers_said(log, image)
    rows.append(Row("second-scan", "second scan of %s: layers read" % name, "none", "%d read, %d from the cache" % (read, known),
                    read == 0 and known == image.layers))
    # A flag that changes nothing but the question: as after 'db update', or on the next day
    asked = itertools.count(301)
    anew = lambda: measure.run([program.launcher, *words_of(image), "--timeout", "%ds" % next(asked)], out)
    samples = in_turn({"hello": lambda: measure.run(program.hello), "cached": lambda: scan(image), "anew": anew}, 2 * context.runs)
    wall, hello = median(samples["cached"], "wall"), ratio(samples["cached"], samples["hello"], "wall")
    cpu = ratio(samples["cached"], samples["hello"], "cpu")
    rows.append(Row("cached-wall", "fully cached scan of %s, the same question again" % name, "≤ 0.30 s", "%.2f s" % wall, wall <= 0.30))
    rows.append(Row("cached-start", "the same, to an empty JVM start", "≤ 8 ×", "%.1f × (CPU %.1f ×)" % (hello, cpu), hello <= 8, hello, cpu))
    wall, hello = median(samples["anew"], "wall"), ratio(samples["anew"], samples["hello"], "wall")
    cpu = ratio(samples["anew"], samples["hello"], "cpu")
    rows.append(Row("layers-cached", "another question (other flags, advisories or day) of %s, all layers cached, to an empty JVM start" % name, "none",
                    "%.2f s, %.1f × (CPU %.1f ×)" % (wall, hello, cpu), True, hello, cpu))
    return rows, {}


def layers_said(log, image):
    """How many layers were known, and how many read. raises Failed unless these are all"""
    with open(log) as said:
        lines = [line for line in said if " layer " in line]
    known, read = (sum(word in line for line in lines) for word in ("known from the cache", "done in"))
    if known + read != image.layers:
        raise measure.Failed("%s says of %d layers what became of them, of %d: %s" % (log, known + read, image.layers, lines))
    return known, read


def of_starts(context):
    program, rows, lines = context.program, [], []
    contenders = {"an empty JVM start": lambda: measure.run(program.hello)}
    for words in ["--version", "--help", "scan --help"]:
        contenders[words] = lambda words=words: measure.run([program.launcher, *words.split()])
    samples = in_turn(contenders, 2 * context.runs)
    base = samples["an empty JVM start"]
    for words, sample in samples.items():
        wall, cpu = ratio(sample, base, "wall"), ratio(sample, base, "cpu")
        lines.append(["`%s`" % words if "--" in words else words, "%.1f ×" % wall, "%.1f ×" % cpu, "%d ms" % (1000 * median(sample, "wall")),
                      "%d ms" % (1000 * median(sample, "cpu")), "%d MB" % (median(sample, "peak") >> 20)])
        if words in ("--version", "--help"):
            rows.append(Row("start" + words.replace("--", "-"), "`%s`, to an empty JVM start" % words, "≤ 3 ×", "%.1f × (CPU %.1f ×)" % (wall, cpu), wall <= 3, wall, cpu))
    head = ["", "wall, to an empty start", "CPU, to an empty start", "wall", "CPU", "peak"]
    return rows, {"starts": {"title": "Starting", "head": head, "lines": lines}}


def of_stores(context):
    """Opening and matching in one process, by StoreTimes, with the flags of the launcher."""
    program, stores = context.program, context.stores
    found = {"open": [], "match": []}
    for _ in range(context.runs):
        out = os.path.join(context.work, "store.txt")
        classes = os.path.join(context.work, "store-classes")
        if not os.path.isdir(classes):
            here = os.path.dirname(os.path.abspath(__file__))
            measure.run([jdk() + "/bin/javac", "-d", classes, "-cp", program.class_path, here + "/../jmh/src/main/java/org/tidewaiter/benchmark/StoreTimes.java"])
        measure.run([program.java, *program.flags, "-cp", program.class_path + ":" + classes, "org.tidewaiter.benchmark.StoreTimes", stores.file, stores.bill], out)
        with open(out) as said:
            for one in said:
                words = one.split()
                if words[0] in found:
                    found[words[0]].append([float(word) for word in words[1:]])
    middle = lambda what, which: sorted(one[which] for one in found[what])[len(found[what]) // 2]
    rows = []
    for key, case, value, bound in [
        ("store-open", "the store opens", middle("open", 0), 20),
        ("store-cold", "3,000 packages are matched, the first time", middle("match", 0), 250),
        ("store-warm", "3,000 packages are matched, warm", middle("match", 2), 50),
    ]:
        rows.append(Row(key, "%s (%s)" % (case, stores.words()), "≤ %d ms" % bound, "%.1f ms" % value, value <= bound))
    return rows, {}


def of_ten_at_once(context):
    """Ten scans of one image begin together with an empty cache."""
    images = context.images()
    name = "application" if "application" in images else "many-files"
    image, ones, tens, waits, results = images[name], [], [], [0], set()

    def scan(cache, out, samples, watch=None):
        words = [*scan_of(context, "oci:%s:1" % image.layout), "--cache-dir", cache, "--timeout", "30m", "--format", "json"]
        samples.append(measure.run([context.program.launcher, *words], out, watch=watch))
        results.add(digest(out))

    def locks(pid):
        with open("/proc/locks") as held:
            waits[0] += any("->" in one.split() and str(pid) in one.split() for one in held)

    for _ in range(1 if context.quick else min(3, context.runs)):
        scan(context.fresh("cache"), os.path.join(context.work, "one.json"), ones)
        cache, together = context.fresh("cache"), []
        threads = [
            threading.Thread(target=scan, args=(cache, os.path.join(context.work, "ten-%d.json" % number), together, locks))
            for number in range(10)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if len(together) != 10:
            raise measure.Failed("%d of ten scans at once ended well" % len(together))
        tens.append(sum(sample.cpu for sample in together))
    cpu = sorted(ten / one.cpu for ten, one in zip(tens, ones))[len(ones) // 2]
    return [
        Row("ten-cpu", "ten scans of %s at once on one cache and store: CPU, to one" % name, "≤ 10 ×", "%.1f ×" % cpu, cpu <= 10, None, cpu),
        Row("ten-same", "the same: results", "equal to one alone", "equal" if len(results) == 1 else "%d different" % len(results), len(results) == 1),
        Row("ten-waits", "the same: waits for a lock of another process", "none", "%d seen" % waits[0] if waits[0] else "none", not waits[0]),
    ], {}


def digest(file):
    with open(file, "rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
