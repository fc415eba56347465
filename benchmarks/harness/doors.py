"""A door under load, in one process with what asks it."""
import os

from . import measure
from .cases import Row
from .program import jdk

TIMES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../jmh/src/main/java/org/tidewaiter/benchmark/DoorTimes.java")


def of_doors(context):
    program, found = context.program, []
    classes, out = context.fresh("door-classes"), os.path.join(context.work, "door.txt")
    measure.run([jdk() + "/bin/javac", "-d", classes, "-cp", program.class_path, TIMES])
    start = [program.java, *program.flags, "-cp", program.class_path + ":" + classes, "org.tidewaiter.benchmark.DoorTimes"]
    for _ in range(context.runs):
        measure.run(start, out)
        with open(out) as said:
            found.append([float(word) for word in said.read().split()[-2:]])
    half, most = (sorted(one)[len(one) // 2] for one in zip(*found))
    return [Row("door", "the Docker daemon's door, 500 requests a second: 99 of 100 take", "≤ 10 ms",
                "%.1f ms (half of them %.2f ms)" % (most, half), most <= 10)], {}
