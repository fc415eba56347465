"""Runs a program and says what it took: its own time and that of all that it started."""
import dataclasses, os, statistics, subprocess, time


@dataclasses.dataclass(frozen=True)
class Sample:
    """What one run took. `peak` is the largest resident memory of any one of its processes, `written` what its
    processes gave to files (the larger of what they asked to write and of the pages they made dirty), `read` what they
    asked to read, both in bytes."""

    wall: float
    cpu: float
    peak: int
    written: int
    read: int


class Failed(Exception):
    pass


def run(command, out=os.devnull, environment=None, watch=None, log=None):
    """Runs a command to its end. `watch(pid)` is called now and then until then.

    raises Failed unless its status is 0"""
    errors = log or out + ".err" if out != os.devnull else os.devnull
    with open(out, "wb") as output, open(errors, "wb") as error:
        start = time.monotonic()
        child = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=error, env={**os.environ, **(environment or {})}
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
    if child.returncode:
        said = "" if errors == os.devnull else open(errors, errors="replace").read()[-2000:]
        raise Failed("status %d: %s\n%s" % (child.returncode, " ".join(map(str, command)), said))
    return Sample(
        wall,
        used.ru_utime + used.ru_stime,
        used.ru_maxrss << 10,
        max(moved["wchar"], moved["write_bytes"]),
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
    return statistics.median(getattr(sample, what) for sample in samples)


def ratio(samples, base, what):
    """The median of the ratios of pairs, each of one round."""
    return statistics.median(getattr(one, what) / getattr(other, what) for one, other in zip(samples, base))
