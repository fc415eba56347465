"""Other scanners, where they are on the PATH: on the same image, in the same rounds."""
import os, shutil

from . import measure
from .cases import Cold, scan_of
from .measure import in_turn, median, ratio

# Of an archive as `docker save` writes it, which all of them read. {archive} and {cache} are filled in; what is looked
# for is "packages" or "defaults". None of them is to fetch anything while it is measured.
COMMANDS = {
    ("trivy", "packages"): "trivy image --quiet --offline-scan --skip-db-update --skip-java-db-update --cache-dir {cache} "
    "--format cyclonedx --input {archive}",
    ("trivy", "defaults"): "trivy image --quiet --offline-scan --skip-db-update --skip-java-db-update --cache-dir {cache} "
    "--format json --input {archive}",
    ("syft", "packages"): "syft scan docker-archive:{archive} --quiet --output json",
    ("grype", "defaults"): "grype docker-archive:{archive} --quiet --output json",
    ("osv-scanner", "packages"): "osv-scanner scan image --offline --all-packages --format json --archive {archive}",
    ("osv-scanner", "defaults"): "osv-scanner scan image --offline-vulnerabilities --format json --archive {archive}",
}
# No update and no look at whether there is one.
QUIET = {"SYFT_CHECK_FOR_APP_UPDATE": "false", "GRYPE_CHECK_FOR_APP_UPDATE": "false", "GRYPE_DB_AUTO_UPDATE": "false",
         "GRYPE_DB_VALIDATE_AGE": "false", "TRIVY_DISABLE_VEX_NOTICE": "true"}
# Only a flaw is what these mean by it: OSV-Scanner ends with 1, and with 127 or 128 where it could do nothing.
FOUND = {"osv-scanner": (0, 1)}


def on_the_path():
    return {key: command for key, command in COMMANDS.items() if shutil.which(key[0])}


class Other:
    """One of them, cold with an empty cache or warm with that of the run before. What it fetched once, such as Trivy's
    database, is in the cache that it is given."""

    def __init__(self, context, key, archive, warm):
        self.context, self.key, self.archive, self.warm = context, key, archive, warm

    def __call__(self):
        name = "-".join(self.key)
        cache = os.path.join(self.context.work, "cache-" + name) if self.warm else self.context.fresh("cache-cold")
        if self.key[0] == "trivy":
            self._lend_database(cache)
        words = [word.format(archive=self.archive, cache=cache) for word in COMMANDS[self.key].split()]
        return measure.run(words, os.path.join(self.context.work, name), QUIET, statuses=FOUND.get(self.key[0], (0,)))

    def _lend_database(self, cache):
        for part in ("db", "java-db"):
            kept = os.path.join(os.path.expanduser(os.environ.get("TRIVY_CACHE_DIR", "~/.cache/trivy")), part)
            if os.path.isdir(kept) and not os.path.lexists(os.path.join(cache, part)):
                os.makedirs(cache, exist_ok=True)
                os.symlink(kept, os.path.join(cache, part))


def of_others(context):
    images = context.images()
    image = images.get("application") or images["one-big-layer"]
    title = "Other scanners"
    if not on_the_path():
        words = "None of Trivy, Syft, Grype and OSV-Scanner was on the PATH."
        return [], {"others": {"title": title, "words": words, "head": ["", ""], "lines": []}}
    ours = {
        "packages": Cold(context, ["inventory", "archive:" + image.archive]),
        "defaults": Cold(context, scan_of(context, "archive:" + image.archive)),
    }
    contenders = {("tidewaiter", what, "cold"): one for what, one in ours.items()}
    for key in on_the_path():
        contenders[*key, "cold"] = Other(context, key, image.archive, False)
        contenders[*key, "warm"] = Other(context, key, image.archive, True)
    for what, words in [("packages", ["inventory", "archive:" + image.archive]), ("defaults", scan_of(context, "archive:" + image.archive))]:
        kept = ["--cache-dir", os.path.join(context.work, "cache-ours"), "--timeout", "30m", "--format", "json"]
        contenders["tidewaiter", what, "warm"] = lambda words=words, kept=kept: measure.run(
            [context.program.launcher, *words, *kept], os.path.join(context.work, "ours"))
    for key, contender in contenders.items():
        if key[2] == "warm":
            contender()
    samples = in_turn(contenders, context.runs)
    lines = []
    for key, sample in sorted(samples.items(), key=lambda entry: (entry[0][1:], entry[0][0] != "tidewaiter", entry[0][0])):
        base = samples["tidewaiter", *key[1:]]
        lines.append([*key, "%.2f ×" % ratio(base, sample, "wall"), "%.2f ×" % ratio(base, sample, "cpu"), "%.2f s" % median(sample, "wall"),
                      "%.2f s" % median(sample, "cpu"), "%d MB" % (median(sample, "peak") >> 20)])
    head = ["program", "looks for", "cache", "tidewaiter to it, wall", "tidewaiter to it, CPU", "wall", "CPU", "peak"]
    return [], {"others": {"title": title, "words": "All read %s from an archive as `docker save` writes it." % image.name, "head": head, "lines": lines}}
