"""Advisory stores to measure with: of the bulk feeds where they are at hand, otherwise made."""
import json, os, subprocess, sys, zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
ECOSYSTEMS = [("npm", "npm"), ("PyPI", "pypi"), ("crates.io", "cargo")]


def feeds_at_hand():
    """The folder that TIDEWAITER_FEEDS names, otherwise `shared/advisories` beside the checkout."""
    named = os.environ.get("TIDEWAITER_FEEDS")
    folder = named or os.path.normpath(os.path.join(HERE, "../../../shared/advisories"))
    return folder if os.path.isdir(folder) else None


def made_feed(file, advisories):
    """Advisories as OSV writes them, about four to a package."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        for number in range(advisories):
            ecosystem, _ = ECOSYSTEMS[number % 3]
            fixed = "1.%d.%d" % (number % 7, number % 11)
            record = {
                "id": "GHSA-%04d-%04d-made" % (number // 10_000, number % 10_000),
                "modified": "2026-01-01T00:00:00Z",
                "published": "2026-01-01T00:00:00Z",
                "summary": "made to be measured",
                "details": "A flaw of package-%d before %s. " % (number // 4, fixed) * 4,
                "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
                "affected": [
                    {
                        "package": {"ecosystem": ecosystem, "name": "package-%d" % (number // 4)},
                        "ranges": [
                            {
                                "type": "SEMVER" if ecosystem != "PyPI" else "ECOSYSTEM",
                                "events": [{"introduced": "0"}, {"fixed": fixed}],
                            }
                        ],
                    }
                ],
            }
            out.writestr(zipfile.ZipInfo("%s.json" % record["id"], (2026, 1, 1, 0, 0, 0)), json.dumps(record))


def made_bill(file, packages):
    """Packages of which a quarter have an advisory where there are as many of these."""
    components = [{"type": "operating-system", "name": "debian", "version": "12", "bom-ref": "os"}]
    for number in range(packages):
        kind = ECOSYSTEMS[number % 3][1]
        name = "package-%d" % (number // 4) if number % 4 == 0 else "innocent-%d" % number
        version = "1.%d.0" % (number % 7)
        purl = "pkg:%s/%s@%s" % (kind, name, version)
        components.append({"type": "library", "name": name, "version": version, "purl": purl, "bom-ref": "c%d" % number})
    with open(file, "w") as out:
        json.dump({"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": components}, out)


def build(launcher, feeds, store):
    partial = store + ".partial"
    if os.path.exists(partial):
        os.remove(partial)
    with open(store + ".log", "w") as log:
        subprocess.run(
            [launcher, "db", "build", "--no-progress", "--from", feeds, "--advisories", partial], check=True, stdout=log
        )
    os.rename(partial, store)


def opens(launcher, store):
    asked = [launcher, "db", "info", "--advisories", store]
    return os.path.exists(store) and not subprocess.run(asked, capture_output=True).returncode


class Stores:
    """A store and a bill of 3,000 packages to match with it, built where they are not there or no longer open."""

    def __init__(self, corpus, launcher, feeds, application=None):
        self.folder = os.path.join(corpus, "store")
        self.feeds = feeds
        kind = "bulk" if feeds else "made"
        self.file, self.bill = (os.path.join(self.folder, kind + end) for end in (".db", ".cdx.json"))
        os.makedirs(self.folder, exist_ok=True)
        if not opens(launcher, self.file):
            print("store: %s ..." % self.file, file=sys.stderr, flush=True)
            if not feeds:
                made_feed(os.path.join(self.folder, "made.zip"), 30_000)
            build(launcher, feeds or os.path.join(self.folder, "made.zip"), self.file)
        if not os.path.exists(self.bill):
            self._write_bill(launcher, application)

    def _write_bill(self, launcher, application):
        if not self.feeds:
            made_bill(self.bill, 3_000)
            return
        debian = os.path.join(self.folder, "debian.cdx.json")
        listed = [launcher, "inventory", application, "--no-cache", "--quiet", "-o", "cyclonedx=" + debian]
        subprocess.run(listed, check=True)
        subprocess.run([os.path.join(HERE, "../build-mixed-bill"), self.feeds, debian, self.bill], check=True)

    def words(self):
        return "the bulk feeds" if self.feeds else "30,000 made advisories, since no bulk feeds are at hand"
