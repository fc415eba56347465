"""Writes the generated part of README.md from what was measured."""
import json, os, re

BEGIN, END = "<!-- measured: begin -->\n", "<!-- measured: end -->\n"


def table(head, lines):
    rows = ["| %s |" % " | ".join(map(str, cells)) for cells in [head, ["---"] * len(head), *lines]]
    return "\n".join(rows) + "\n"


def explained(page):
    """The keys of the rows that a page explains: each a heading."""
    if not os.path.exists(page):
        return set()
    with open(page) as text:
        return set(re.findall(r"^## ([a-z0-9-]+)$", text.read(), re.MULTILINE))


def verdict(row, known):
    if row["met"]:
        return "met"
    # One explanation may serve a family of rows: `scan` that of `scan-application`.
    names = sorted((key for key in known if row["key"] == key or row["key"].startswith(key + "-")), key=len)
    return "**not met**: [why](explanations.md#%s)" % names[-1] if names else "**not met**, not explained"


def render(measured, known):
    took = sum(measured["seconds"].values())
    parts = ["%s Measuring took %d minutes.\n" % (measured["machine"], -(-took // 60))]
    rows = [[row["case"], row["bound"], row["measured"], verdict(row, known)] for row in measured["rows"].values()]
    parts.append("## What it must reach\n\n" + table(["case", "bound", "measured", ""], rows))
    for one in measured["tables"].values():
        words = one.get("words", "")
        body = table(one["head"], one["lines"]) if one["lines"] else ""
        parts.append("## %s\n\n%s" % (one["title"], "\n\n".join(part for part in [words, body] if part).rstrip("\n") + "\n"))
    return "\n".join(parts)


def rewrite(page, measured, known):
    with open(page) as text:
        before, rest = text.read().split(BEGIN)
    after = rest.split(END)[1]
    with open(page + ".partial", "w") as out:
        out.write(before + BEGIN + "\n" + render(measured, known) + "\n" + END + after)
    os.replace(page + ".partial", page)


def nothing():
    return {"machine": "", "rows": {}, "tables": {}, "seconds": {}}


def load(file):
    if not os.path.exists(file):
        return nothing()
    with open(file) as text:
        return json.load(text)


def save(file, measured):
    with open(file + ".partial", "w") as out:
        json.dump(measured, out, indent=1, ensure_ascii=False)
        out.write("\n")
    os.replace(file + ".partial", file)
