"""What is signed is verified: cold, as a user starts it, and warm, in one process."""
import os, shutil

from . import measure
from .cases import Row
from .measure import in_turn, median, ratio
from .program import jdk

STAGE = "prod"
TIMES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../jmh/src/main/java/org/tidewaiter/benchmark/VerifyTimes.java")


def of_signatures(context):
    folder, layout = signed(context)
    charter = os.path.join(folder, "team.charter")
    image = "oci:%s:1" % layout
    state = {"XDG_STATE_HOME": os.path.join(folder, "state")}

    def verify(*words):
        return lambda: measure.run([context.program.launcher, "verify", image, *words], environment=state)

    contenders = {
        "an empty JVM start": lambda: measure.run(context.program.hello),
        "`verify --key`": verify("--key", os.path.join(folder, "team-release.pub")),
        "`verify --charter`": verify("--charter", charter, "--stage", STAGE),
    }
    samples = in_turn(contenders, 2 * context.runs)
    base, rows, lines = samples["an empty JVM start"], [], []
    for words, sample in samples.items():
        wall, cpu = ratio(sample, base, "wall"), ratio(sample, base, "cpu")
        lines.append([words, "%.1f ×" % wall, "%.1f ×" % cpu, "%d ms" % (1000 * median(sample, "wall")),
                      "%d ms" % (1000 * median(sample, "cpu")), "%d MB" % (median(sample, "peak") >> 20)])
        if sample is not base:
            key = words.strip("`").replace(" --", "-")
            rows.append(Row(key, "cold %s of a layout, to an empty JVM start" % words, "≤ 10 ×",
                            "%.1f × (CPU %.1f ×)" % (wall, cpu), wall <= 10, wall, cpu))
    value = warm(context, layout, charter)
    rows.append(Row("verify-warm", "the same warm, in one process: charter, image and evidence read and verified each time", "≤ 5 ms",
                    "%.2f ms" % value, value <= 5))
    head = ["", "wall, to an empty start", "CPU, to an empty start", "wall", "CPU", "peak"]
    return rows, {"signatures": {"title": "Verifying a layout by two roles of a charter", "head": head, "lines": lines}}


def signed(context):
    """A small image in a layout of its own, signed in two roles of a charter."""
    folder = context.fresh("signed")
    layout = os.path.join(folder, "layout")
    images = context.images()
    image = images.get("tiny") or images["sixty-layers"]
    shutil.copytree(image.layout, layout)
    tell(context, folder, "charter", "init", "--name", "team", "--role", "build", "--role", "release")
    for role in ["build", "release"]:
        tell(context, folder, "sign", "--key", "team-%s.key" % role, "oci:layout:1")
    return folder, layout


def tell(context, folder, *words):
    measure.run([context.program.launcher, *words], os.path.join(folder, "said"), folder=folder)


def warm(context, layout, charter):
    """In one process, by VerifyTimes, with the flags of the launcher. returns milliseconds"""
    program, found = context.program, []
    classes, out = context.fresh("verify-classes"), os.path.join(context.work, "verify.txt")
    measure.run([jdk() + "/bin/javac", "-d", classes, "-cp", program.class_path, TIMES])
    start = [program.java, *program.flags, "-cp", program.class_path + ":" + classes, "org.tidewaiter.benchmark.VerifyTimes"]
    for _ in range(context.runs):
        measure.run([*start, layout, charter, STAGE], out)
        with open(out) as said:
            found.append(float(said.read()))
    return sorted(found)[len(found) // 2]
