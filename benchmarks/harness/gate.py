"""What makes CI fail: a ratio that became worse, and bytes written; never a time."""
import json

WORSE = 1.5
# What holds on any machine, so that it must hold in each run.
ALWAYS = ["written", "second-scan", "ten-same", "ten-waits"]


def ratios(rows):
    """What is committed of a run."""
    return {
        key: {kind: round(row[kind], 3) for kind in ("ratio", "cpu_ratio") if row[kind] is not None}
        for key, row in rows.items()
        if row["ratio"] is not None or row["cpu_ratio"] is not None
    }


def complaints(rows, committed):
    """returns what is wrong, by the key of its row"""
    wrong = {}
    now = ratios(rows)
    for key in ALWAYS:
        if key in rows and not rows[key]["met"]:
            wrong[key] = "%s: %s, bound %s" % (rows[key]["case"], rows[key]["measured"], rows[key]["bound"])
    for key in sorted(now.keys() | committed.keys()):
        if key not in now:
            wrong[key] = "%s is committed, but was not measured" % key
        elif key not in committed:
            wrong[key] = "%s has no committed ratio: run benchmarks/run --quick --commit" % key
        else:
            for kind, name in [("ratio", "wall"), ("cpu_ratio", "CPU")]:
                before, after = committed[key].get(kind), now[key].get(kind)
                if before and after and after > WORSE * before:
                    wrong[key] = "%s: the ratio of %s is %.2f, and %.2f is committed" % (rows[key]["case"], name, after, before)
    return wrong


def load(file):
    with open(file) as text:
        return json.load(text)
