"""The images of the corpus that are made of nothing but a seed."""
import concurrent.futures, functools, io, itertools, json, random, struct, zipfile

from . import oci


@functools.cache
def pools(size):
    """Texts and programs to cut from."""
    chance = random.Random(size)
    words = [chance.randbytes(chance.randint(1, 5)).hex() for _ in range(4096)]
    snippets = [chance.randbytes(chance.randint(1, 9)) for _ in range(4096)]
    weights = list(itertools.accumulate(1 / (1 + i) for i in range(4096)))
    lines = (" ".join(chance.choices(words, cum_weights=weights, k=12)) for _ in range(size // 60))
    return "\n".join(lines).encode(), b"".join(chance.choices(snippets, cum_weights=weights, k=size // 4))


class Filler:
    """Bytes that pack as well as what images hold: texts to about a third, programs to about a half."""

    def __init__(self, seed, size=2 << 20):
        self.chance = random.Random(seed)
        self.texts, self.programs = pools(size)

    def _of(self, pool, size):
        parts = []
        while size > 0:
            part = min(size, len(pool) // 2)
            start = self.chance.randrange(len(pool) - part)
            parts.append(pool[start : start + part])
            size -= part
        return b"".join(parts)

    def text(self, size):
        return self._of(self.texts, size)

    def program(self, size):
        head = b"\x7fELF\x02\x01\x01" + b"\0" * 9 + struct.pack("<HHI", 3, 62, 1)
        return (head + self._of(self.programs, size))[:size]

    def noise(self, size):
        return self.chance.randbytes(size)


def layers_of(layout, write, count):
    """Writes layers on all cores: `write(blobs, index)` is to give what `Layer.close` gives."""
    blobs = oci.blobs_of(layout)
    with concurrent.futures.ProcessPoolExecutor() as pool:
        return list(pool.map(write, [blobs] * count, range(count)))


class ManyFiles:
    """Four layers of files of 10 KB, of the kinds that readers claim: every fiftieth is a package.json of Node, every
    hundredth the METADATA of a wheel, every five-hundredth begins like a program."""

    def __init__(self, files):
        self.files = files // 4

    def layer(self, blobs, index):
        layer, filler = oci.Layer(blobs, str(index)), Filler(index)
        for number in range(index * self.files, (index + 1) * self.files):
            layer.file_of(*self.file(number, filler))
        return layer.close()

    @staticmethod
    def file(number, filler, size=10_240):
        folder = "srv/%d/%d" % (number // 5000, number // 50)
        if number % 500 == 0:
            return "%s/bin/program-%d" % (folder, number), filler.program(size), 0o755
        if number % 100 == 1:
            head = b"Metadata-Version: 2.1\nName: many-%d\nVersion: 1.0\n\n" % number
            return "%s/site-packages/many_%d-1.0.dist-info/METADATA" % (folder, number), (head + filler.text(size))[:size]
        if number % 50 == 0:
            said = {"name": "many-%d" % number, "version": "1.0.%d" % number, "x": filler.text(size - 80).decode()}
            return "%s/node_modules/many-%d/package.json" % (folder, number), json.dumps(said).encode()
        return "%s/file-%d.txt" % (folder, number), filler.text(size)

    def build(self, layout, tag):
        oci.finish(layout, tag, layers_of(layout, self.layer, 4))


class OneLayer:
    """One layer of files from 4 KB to 16 MB: programs, texts, and what is packed already."""

    def __init__(self, size):
        self.size = size

    def build(self, layout, tag):
        layer, filler, number = oci.Layer(oci.blobs_of(layout), "one"), Filler("one", 8 << 20), 0
        while layer.plain.size < self.size:
            size = 4096 << (number * 7 % 13)
            kind = number % 10
            make = filler.program if kind < 5 else filler.text if kind < 9 else filler.noise
            layer.file_of("opt/%d/%s-%d" % (number // 100, make.__name__, number), make(size))
            number += 1
        oci.finish(layout, tag, [layer.close()])


class SixtyLayers:
    """Sixty layers, each of which overwrites a file of all before it, adds a package and deletes that of five before."""

    def __init__(self, size):
        self.size = size // 60

    def layer(self, blobs, index):
        layer, filler = oci.Layer(blobs, str(index)), Filler(index)
        package = "srv/node_modules/step-%d/package.json"
        layer.file_of("etc/settings", filler.text(4096))
        layer.file_of(package % index, json.dumps({"name": "step-%d" % index, "version": "1.0.0"}).encode())
        if index >= 5 and index % 5 == 0:
            layer.file_of("srv/node_modules/.wh.step-%d" % (index - 5), b"")
        for number in range(20):
            make = filler.program if number % 2 else filler.text
            layer.file_of("opt/%d/%d" % (index, number), make(self.size // 20))
        return layer.close()

    def build(self, layout, tag):
        oci.finish(layout, tag, layers_of(layout, self.layer, 60))


class JarHeavy:
    """Jars of classes with their pom.properties; every tenth holds five others, and one of those two more."""

    def __init__(self, jars):
        self.jars = jars

    @staticmethod
    def jar(name, filler, inner=(), classes=150):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:

            def add(path, data, method=zipfile.ZIP_DEFLATED):
                archive.writestr(zipfile.ZipInfo(path, (2024, 1, 1, 0, 0, 0)), data, method, 6)

            add("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\nImplementation-Title: %s\r\n" % name)
            add(
                "META-INF/maven/org.example/%s/pom.properties" % name,
                "groupId=org.example\nartifactId=%s\nversion=1.%d.0\n" % (name, len(name)),
            )
            for number in range(classes):
                add("org/example/C%d.class" % number, b"\xca\xfe\xba\xbe\0\0\0\x45" + filler.program(3000)[24:])
            for path, data in inner:
                add("BOOT-INF/lib/" + path, data, zipfile.ZIP_STORED)
        return out.getvalue()

    def build(self, layout, tag):
        layer, filler = oci.Layer(oci.blobs_of(layout), "jars"), Filler("jars")
        for number in range(self.jars):
            name, inner = "jar-%d" % number, []
            if number % 10 == 0:
                deepest = [("deep-%d.jar" % i, self.jar("deep-%d-%d" % (number, i), filler, (), 20)) for i in range(2)]
                inner = [
                    ("in-%d.jar" % i, self.jar("in-%d-%d" % (number, i), filler, deepest if i == 0 else (), 30))
                    for i in range(5)
                ]
            layer.file_of("srv/app/lib/%s.jar" % name, self.jar(name, filler, inner))
        oci.finish(layout, tag, [layer.close()])


class SecretHeavy:
    """Settings and sources of 10 KB with a credential in every fourth, and the words that lead to one in all."""

    def __init__(self, files):
        self.files = files

    def credential(self, number, chance):
        token = "".join(chance.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", k=40))
        return [
            "aws_access_key_id = AK" + "IA" + token[:16],
            "slack: xo" + "xb-%d-%d-%s" % (10**11 + number, 10**11, token[:24].lower()),
            "PASSWORD=" + token[:20].swapcase(),
            "postgres://app:" + token[:18] + "@db.internal:5432/app",
            "-----BEGIN RSA " + "PRIVATE KEY-----\n" + token * 20 + "\n-----END RSA " + "PRIVATE KEY-----",
        ][number // 4 % 5]

    def build(self, layout, tag):
        layer, filler = oci.Layer(oci.blobs_of(layout), "secrets"), Filler("secrets")
        for number in range(self.files):
            text = filler.text(10_000).decode().replace("\n", "\ntoken: password secret key ", 12)
            if number % 4 == 0:
                text = text[:5000] + "\n" + self.credential(number, filler.chance) + "\n" + text[5000:]
            layer.file_of("srv/%d/settings-%d.%s" % (number // 500, number, "env" if number % 2 else "py"), text.encode())
        oci.finish(layout, tag, [layer.close()])


class Whole:
    """Layers of files that are all of one size, from a few pieces that are packed once: gigabytes in seconds. The
    number of files and their size are what growth is measured over."""

    def __init__(self, files, size, layers=1, claimed=False):
        self.files, self.size, self.layers, self.claimed = files, size, layers, claimed

    def content(self, filler):
        return filler.program(self.size) if self.size >= 1 << 20 else filler.text(self.size)

    def path(self, number):
        if self.claimed:
            return "srv/%d/node_modules/package-%d/package.json" % (number // 1000, number)
        return "srv/%d/file-%d" % (number // 1000, number)

    def build(self, layout, tag):
        filler = Filler("whole")
        pieces = [self.content(filler) for _ in range(32)]
        packed = [oci.deflated_apart(piece) for piece in pieces]
        made, blobs = [], oci.blobs_of(layout)
        for index in range(self.layers):
            made.append(self._layer(blobs, index, pieces, packed))
        oci.finish(layout, tag, made)

    def _layer(self, blobs, index, pieces, packed):
        layer, each = oci.Layer(blobs, str(index), 1), self.files // self.layers
        for number in range(index * each, (index + 1) * each):
            if self.claimed:
                said = {"name": "package-%d" % number, "version": "1.%d.0" % (number % 7)}
                layer.file_of(self.path(number), json.dumps(said).encode())
            else:
                layer.packed_file(self.path(number), pieces[number % 32], packed[number % 32])
        return layer.close()
