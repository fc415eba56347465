#!/usr/bin/python3
"""Builds rpm packages and keeps them in a database of every form, as rpm itself makes and reads it.
usage: rpm-databases.py FOLDER

FOLDER/FORM/ then has the database and packages.tsv, files.tsv: what `rpm -qa` says of it.
  sqlite        closed, with rows deleted
  sqlite-log    with a write-ahead log that was not carried over when rpm wrote the last packages
  berkeley, berkeley-swapped   written by db5.3_load in either byte order, with the same headers
FOLDER/headers has every header of sqlite in hexadecimal, one a line, for forms that rpm here cannot write.
"""
import os
import shutil
import sqlite3
import struct
import subprocess
import sys

QUERY = "%{NAME}\t%{EPOCH}\t%{VERSION}\t%{RELEASE}\t%{ARCH}\t%{SOURCERPM}\t%{MODULARITYLABEL}\t%{LICENSE}\n"
FILES = "[%{=NAME}\t%{FILENAMES}\t%{FILEFLAGS:fflags}\t%{FILEMODES:perms}\n]"
folder = os.path.abspath(sys.argv[1])


def run(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        sys.exit("%s: %s%s" % (" ".join(command), done.stdout, done.stderr))
    return done.stdout


def spec(number):
    """A package of which every third has an epoch, every fifth a module, every second a subpackage."""
    name = "tool%d" % number
    lines = [
        "Name: " + name,
        "Version: %d.%d~rc1^git" % (number, number * 7),
        "Release: %d.el9_4+%d.ab" % (number, number),
        "Summary: a tool",
        "Summary(de): ein Werkzeug",
        "License: " + ["MIT", "GPLv2+ and LGPLv2+", "Apache-2.0 OR MIT"][number % 3],
        "Vendor: Example",
        "BuildArch: noarch",
    ]
    if number % 3 == 0:
        lines.append("Epoch: %d" % (number % 4))
    if number % 5 == 0:
        lines.append("ModularityLabel: %s:1.%d:20240101:abcdef12" % (name, number))
    lines += ["%description", "word " * 40 * number, "%install"]
    lines += ["mkdir -p %{buildroot}/usr/share/" + name, "mkdir -p %{buildroot}/var/log"]
    count = 6000 if number == 7 else number * 11
    lines.append("(cd %%{buildroot}/usr/share/%s; seq -f file-%%g %d | xargs touch)" % (name, count))
    lines += ["touch %{buildroot}/var/log/" + name, "%files", "/usr/share/" + name, "%ghost /var/log/" + name]
    if number % 2 == 0:
        lines += ["%package -n lib" + name, "Summary: its library", "Version: 9.%d" % number]
        lines += ["%description -n lib" + name, "x", "%files -n lib" + name]
    return "\n".join(lines) + "\n"


def build():
    top = folder + "/build"
    os.makedirs(top)
    for number in range(1, 25):
        path = "%s/%d.spec" % (top, number)
        with open(path, "w") as out:
            out.write(spec(number))
        run("rpmbuild", "-bb", "--quiet", "--define", "_topdir " + top, "--define", "_rpmdir " + top, path)
    return sorted(os.path.join(top, "noarch", name) for name in os.listdir(top + "/noarch"))


def rpm(form, backend, *arguments):
    return run("rpm", "--dbpath", "%s/%s" % (folder, form), "--define", "_db_backend " + backend, *arguments)


def say(form, backend, asked=None):
    for name, query in (("packages", QUERY), ("files", FILES)):
        with open("%s/%s/%s.tsv" % (folder, form, name), "w") as out:
            out.write(rpm(asked or form, backend, "-qa", "--qf", query))


def sqlite(packages):
    rpm("sqlite", "sqlite", "--initdb")
    rpm("sqlite", "sqlite", "-i", "--justdb", "--nodeps", *packages)
    rpm("sqlite", "sqlite", "-e", "--justdb", "--nodeps", "tool3", "tool7")
    rpm("sqlite", "sqlite", "-i", "--justdb", "--nodeps", *[one for one in packages if "/tool7-" in one])
    say("sqlite", "sqlite")


def sqlite_with_log(packages):
    form = "sqlite-log"
    rpm("open", "sqlite", "--initdb")
    rpm("open", "sqlite", "-i", "--justdb", "--nodeps", *packages[:20])
    reader = sqlite3.connect(folder + "/open/rpmdb.sqlite", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM Packages").fetchone()
    rpm("open", "sqlite", "-i", "--justdb", "--nodeps", *packages[20:])
    rpm("open", "sqlite", "-e", "--justdb", "--nodeps", "tool1")
    os.makedirs("%s/%s" % (folder, form))
    for name in ("rpmdb.sqlite", "rpmdb.sqlite-wal"):
        shutil.copy("%s/open/%s" % (folder, name), "%s/%s/%s" % (folder, form, name))
    say(form, "sqlite", "open")
    reader.close()


def headers():
    database = sqlite3.connect(folder + "/sqlite/rpmdb.sqlite")
    rows = database.execute("SELECT hnum, blob FROM Packages").fetchall()
    with open(folder + "/headers", "w") as out:
        out.writelines(blob.hex() + "\n" for _, blob in rows)
    return rows


def berkeley(form, order, key, rows):
    os.makedirs("%s/%s" % (folder, form))
    dump = ["VERSION=3", "format=bytevalue", "type=hash", "db_pagesize=4096", "db_lorder=" + order, "HEADER=END"]
    for number, blob in [(0, struct.pack(key, max(number for number, _ in rows)))] + rows:
        dump += [" " + struct.pack(key, number).hex(), " " + blob.hex()]
    with open("%s/%s.dump" % (folder, form), "w") as out:
        out.write("\n".join(dump + ["DATA=END"]) + "\n")
    run("db5.3_load", "-f", "%s/%s.dump" % (folder, form), "%s/%s/Packages" % (folder, form))
    say(form, "bdb_ro")


packages = build()
sqlite(packages)
sqlite_with_log(packages)
rows = headers()
berkeley("berkeley", "1234", "<I", rows)
berkeley("berkeley-swapped", "4321", ">I", rows)
