"""Runs a program and says what it took: its own time and that of all that it started."""
import dataclasses, os, statistics, subprocess, time


PAGE = os.sysconf("SC_PAGE_SIZE")
# What a file system may make dirty of its own for a new file: the pages of its folder and of both their places in tables.
PAGES_OF_A_FILE = 4


@dataclasses.dataclass(frozen=True)
class Sample:
    """What one run took. `peak` is the largest resident memory of any one of its processes, `given` the bytes that they
    gave to any write, `dirtied` those of the pages of files that they made dirty (also of a file that they deleted or
    mapped), `read` those that they asked to read."""

    wall: float
    cpu: float
    peak: int
    given: int
    dirtied: int
    read: int

    def beyond(self, files):
        """What was written beyond these files. Where pages are counted, a file is whole pages and those of its folder."""
        sizes = [os.path.getsize(file) for file in files]
        pages = sum(-(-size // PAGE) + PAGES_OF_A_FILE for size in sizes)
        return max(self.given - sum(sizes), self.dirtied - pages * PAGE, 0)


class Failed(Exception):
    pass


def run(command, out=os.devnull, environment=None, watch=None, log=None, folder=None, statuses=(0,)):
    """Runs a command to its end. `watch(pid)` is called now and then until then.

    raises Failed unless its status is one of those"""
    errors = log or out + ".err" if out != os.devnull else os.devnull
    with open(out, "wb") as output, open(errors, "wb") as error:
        start = time.monotonic()
        child = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=error, cwd=folder, env={**os.environ, **(environment or {})}
        )
        # What a process has written is known until it is waited for, and includes its children that it waited for.
        if watch:
            while not os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT | os.WNOHANG):
                watch(child.pid)
                time.sleep(0.01)
        os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
        wall = time.monotonic() - start
        moved = io_of(child.pid)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in statuses:
        with open(errors, errors="replace") as said:
            raise Failed("status %d: %s\n%s" % (child.returncode, " ".join(map(str, command)), said.read()[-2000:]))
    return Sample(
        wall,
        used.ru_utime + used.ru_stime,
        used.ru_maxrss << 10,
        moved["wchar"],
        moved["write_bytes"],
        moved["rchar"],
    )


def io_of(pid):
    with open("/proc/%d/io" % pid) as counted:
        return {name: int(value) for name, value in (line.split(": ") for line in counted)}


def in_turn(contenders, rounds):
    """Measures each contender once a round, one after the other, so that what else the machine does meets all alike.

    contenders: a dictionary of what gives a Sample; returns one of lists of them"""
    samples = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, contender in contenders.items():
            samples[name].append(contender())
    return samples


def median(samples, what):
    middle = statistics.median(getattr(sample, what) for sample in samples)
    return middle if what in ("wall", "cpu") else int(middle)


def ratio(samples, base, what):
    """The median of the ratios of pairs, each of one round."""
    return statistics.median(getattr(one, what) / getattr(other, what) for one, other in zip(samples, base))
