"""Which images there are, and where they lie."""
import dataclasses, functools, json, os, shutil, sys, time

from . import made, oci, real

GIGABYTE = 1 << 30
IN_ALL_FORMS = ["application", "one-big-layer"]
IN_QUICK_FORMS = ["one-big-layer"]
MADE = {
    "many-files": made.ManyFiles(200_000),
    "sixty-layers": made.SixtyLayers(300 << 20),
    "jar-heavy": made.JarHeavy(500),
    "secret-heavy": made.SecretHeavy(20_000),
}
REAL = ["tiny", "slim", "application", "one-big-layer"]
QUICK = {
    "many-files": made.ManyFiles(14_000),
    "one-big-layer": made.OneLayer(150 << 20),
    "sixty-layers": made.SixtyLayers(60 << 20),
    "jar-heavy": made.JarHeavy(60),
    "secret-heavy": made.SecretHeavy(2_000),
}


@dataclasses.dataclass(frozen=True)
class Image:
    corpus: str
    name: str

    @property
    def layout(self):
        return os.path.join(self.corpus, self.name, "layout")

    @property
    def zstd(self):
        return os.path.join(self.corpus, self.name, "zstd")

    @property
    def archive(self):
        return os.path.join(self.corpus, self.name, "docker.tar")

    @property
    def plain_bytes(self):
        return self._facts()["plain"]

    @property
    def layers(self):
        return self._facts()["layers"]

    def _facts(self):
        with open(os.path.join(self.corpus, self.name, "facts.json")) as facts:
            return json.load(facts)

    def is_built(self):
        return os.path.exists(os.path.join(self.corpus, self.name, "facts.json"))

    def has_all_forms(self):
        return os.path.exists(self.archive)


def default_folder():
    return os.path.expanduser("~/.cache/tidewaiter-images/corpus")


def registry_of(corpus):
    """What docker-registry is to serve: links to the blobs of the images that are measured in all forms."""
    storage = os.path.join(corpus, "registry")
    for name, image in images(corpus).items():
        if image.has_all_forms():
            oci.into_registry(image.layout, storage, name, "1")
    return storage


def images(corpus):
    names = [name for name in ["tiny", "slim", "application", *QUICK] if Image(corpus, name).is_built()]
    return {name: Image(corpus, name) for name in names}


def build(corpus, quick=False, only=None):
    """Builds what is not there yet."""
    wanted = QUICK if quick else MADE
    for name, maker in wanted.items():
        if only in (None, name):
            _one(Image(corpus, name), lambda layout: maker.build(layout, "1"), quick)
    if not quick and not all(Image(corpus, name).is_built() for name in REAL) and (only is None or only in REAL):
        _real(corpus)


def _one(image, write, quick=False):
    """Writes the layout by `write(layout)`, and then the other forms."""
    if image.is_built():
        return
    started = time.monotonic()
    say("%s ..." % image.name)
    shutil.rmtree(os.path.dirname(image.layout), ignore_errors=True)
    with oci.new_folder(image.layout) as folder:
        write(folder)
    if image.name in (IN_QUICK_FORMS if quick else IN_ALL_FORMS):
        oci.as_zstd(image.layout, image.zstd, "1")
        oci.as_docker_archive(image.layout, image.archive, "example.org/%s:1" % image.name)
    facts = {
        "digest": oci.manifest_of(image.layout)[1]["digest"],
        "layers": len(oci.layer_files(image.layout)),
        "packed": sum(os.path.getsize(file) for file in oci.layer_files(image.layout)),
        "plain": sum(oci.plain_size(file) for file in oci.layer_files(image.layout)),
        "seconds": round(time.monotonic() - started),
    }
    with open(os.path.join(image.corpus, image.name, "facts.json"), "w") as out:
        json.dump(facts, out)
    say("%s: %s, %.2f GB, %d s" % (image.name, facts["digest"], facts["plain"] / 1e9, facts["seconds"]))


def _real(corpus):
    """One root gives three images, and layers that two of them share."""
    work = os.path.join(corpus, "work")
    shutil.rmtree(work, ignore_errors=True)
    os.makedirs(work)
    for name in REAL:
        shutil.rmtree(os.path.join(corpus, name), ignore_errors=True)
    _one(Image(corpus, "tiny"), functools.partial(real.tiny, work))
    slim, application = Image(corpus, "slim"), Image(corpus, "application")
    kept = []
    _one(slim, lambda layout: kept.extend(real.debian(work, layout)))
    root, base = kept

    def on_top(layout):
        shared = oci.blob_path(slim.layout, base["digest"])
        oci.blobs_of(layout)
        os.link(shared, oci.blob_path(layout, base["digest"]))
        oci.finish(layout, "1", [base, *real.application(root, work, layout)])

    _one(application, on_top)
    _one(Image(corpus, "one-big-layer"), lambda layout: real.one_big_layer(root, layout, 2 * GIGABYTE))
    shutil.rmtree(work)


def say(words):
    print("corpus: " + words, file=sys.stderr, flush=True)
