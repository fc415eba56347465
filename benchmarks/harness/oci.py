"""Writes images as OCI layouts, the same bytes every time, and in the other forms in which images travel."""
import concurrent.futures, contextlib, hashlib, io, json, os, shutil, subprocess, tarfile, zlib

from . import tools

MTIME = 1_700_000_000
OCI = "application/vnd.oci.image."
CHUNK = 1 << 20


class Digesting:
    """Passes bytes on, and knows their digest and number."""

    def __init__(self, out):
        self.out, self.hash, self.size = out, hashlib.sha256(), 0

    def write(self, data):
        self.hash.update(data)
        self.size += len(data)
        return self.out.write(data)

    def digest(self):
        return "sha256:" + self.hash.hexdigest()


class Gzip:
    """A gzip stream without name and time; level 6 is what engines push."""

    def __init__(self, out, level=6):
        self.out, self.crc, self.size = out, 0, 0
        self.deflate = zlib.compressobj(level, zlib.DEFLATED, -15)
        out.write(b"\x1f\x8b\x08\0\0\0\0\0\0\xff")

    def write(self, data):
        self.crc = zlib.crc32(data, self.crc)
        self.size += len(data)
        self.out.write(self.deflate.compress(data))
        return len(data)

    def write_packed(self, data, deflated):
        """Passes on bytes that are deflated already, as `deflated_apart` does it."""
        self.crc = zlib.crc32(data, self.crc)
        self.size += len(data)
        self.out.write(self.deflate.flush(zlib.Z_FULL_FLUSH))
        self.out.write(deflated)

    def close(self):
        self.out.write(self.deflate.flush())
        self.out.write(self.crc.to_bytes(4, "little") + (self.size & 0xFFFFFFFF).to_bytes(4, "little"))


def deflated_apart(data, level=1):
    """What can stand anywhere in a gzip stream, since it looks back at nothing."""
    deflate = zlib.compressobj(level, zlib.DEFLATED, -15)
    return deflate.compress(data) + deflate.flush(zlib.Z_FULL_FLUSH)


def entry(path, size=0, mode=0o644, kind=tarfile.REGTYPE):
    made = tarfile.TarInfo(path)
    made.size, made.mode, made.type, made.mtime = size, mode, kind, MTIME
    return made


class Layer:
    """A gzip layer while it is written into a folder of blobs."""

    def __init__(self, blobs, name, level=6):
        self.blobs, self.partial = blobs, os.path.join(blobs, "partial-" + name)
        self.file = open(self.partial, "wb")
        self.stored = Digesting(self.file)
        self.gzip = Gzip(self.stored, level)
        self.plain = Digesting(self.gzip)

    def file_of(self, path, data, mode=0o644):
        self._header(entry(path, len(data), mode))
        self.plain.write(data)
        self._pad(len(data))

    def packed_file(self, path, data, deflated):
        """Adds a file whose content is deflated already, see `deflated_apart`."""
        self._header(entry(path, len(data)))
        self.plain.hash.update(data)
        self.plain.size += len(data)
        self.gzip.write_packed(data, deflated)
        self._pad(len(data))

    def tree(self, root, paths, instead=None):
        """Adds what stands below a folder, each path with its kind, rights and owner, but a time of ours. What some
        paths hold instead is given."""
        instead = instead or {}
        known = tarfile.TarFile(fileobj=io.BytesIO(), mode="w")  # knows which files are one
        for path in paths:
            info = known.gettarinfo(os.path.join(root, path), arcname=path)
            if info is None:  # a socket
                continue
            info.mtime, info.uname, info.gname = MTIME, "", ""
            if path in instead and info.isreg():
                info.size = len(instead[path])
            self._header(info)
            if path in instead and info.isreg():
                self.plain.write(instead[path])
                self._pad(info.size)
            elif info.isreg():
                with open(os.path.join(root, path), "rb") as content:
                    shutil.copyfileobj(content, self.plain, CHUNK)
                self._pad(info.size)

    def _header(self, info):
        self.plain.write(info.tobuf(tarfile.PAX_FORMAT))

    def _pad(self, size):
        self.plain.write(bytes(-size % tarfile.BLOCKSIZE))

    def close(self):
        self.plain.write(bytes(2 * tarfile.BLOCKSIZE))
        self.gzip.close()
        self.file.close()
        digest = self.stored.digest()
        os.rename(self.partial, os.path.join(self.blobs, digest.removeprefix("sha256:")))
        return {"digest": digest, "size": self.stored.size, "diff_id": self.plain.digest(), "plain": self.plain.size}


@contextlib.contextmanager
def new_folder(folder):
    """A folder that is there whole or not at all."""
    partial = folder + ".partial"
    shutil.rmtree(partial, ignore_errors=True)
    os.makedirs(partial)
    yield partial
    os.rename(partial, folder)


def blobs_of(layout):
    folder = os.path.join(layout, "blobs", "sha256")
    os.makedirs(folder, exist_ok=True)
    return folder


def blob(layout, value):
    data = json.dumps(value).encode()
    name = hashlib.sha256(data).hexdigest()
    with open(os.path.join(blobs_of(layout), name), "wb") as out:
        out.write(data)
    return {"digest": "sha256:" + name, "size": len(data)}


def finish(layout, tag, layers, packed="gzip"):
    """Writes what leads to the layers: configuration, manifest and index."""
    config = {
        "os": "linux",
        "architecture": "amd64",
        "rootfs": {"type": "layers", "diff_ids": [layer["diff_id"] for layer in layers]},
    }
    manifest = {
        "schemaVersion": 2,
        "mediaType": OCI + "manifest.v1+json",
        "config": {"mediaType": OCI + "config.v1+json", **blob(layout, config)},
        "layers": [
            {"mediaType": OCI + "layer.v1.tar+" + packed, "digest": layer["digest"], "size": layer["size"]}
            for layer in layers
        ],
    }
    described = {
        "mediaType": OCI + "manifest.v1+json",
        **blob(layout, manifest),
        "annotations": {"org.opencontainers.image.ref.name": tag},
    }
    index = {"schemaVersion": 2, "mediaType": OCI + "index.v1+json", "manifests": [described]}
    for name, value in [("index.json", index), ("oci-layout", {"imageLayoutVersion": "1.0.0"})]:
        with open(os.path.join(layout, name), "w") as out:
            json.dump(value, out)


def manifest_of(layout):
    """The one manifest of a layout, and its descriptor."""
    with open(os.path.join(layout, "index.json")) as index:
        described = json.load(index)["manifests"][0]
    with open(blob_path(layout, described["digest"])) as manifest:
        return json.load(manifest), described


def config_of(layout):
    manifest, _ = manifest_of(layout)
    with open(blob_path(layout, manifest["config"]["digest"])) as config:
        return json.load(config)


def blob_path(layout, digest):
    return os.path.join(layout, "blobs", *digest.split(":"))


def layer_files(layout):
    return [blob_path(layout, layer["digest"]) for layer in manifest_of(layout)[0]["layers"]]


def plain_size(file):
    with unpacked(file) as plain:
        size = 0
        while data := plain.stdout.read(CHUNK):
            size += len(data)
    return size


def unpacked(file):
    """A program that writes a gzip layer plain."""
    with open(file, "rb") as stored:
        return subprocess.Popen(["gzip", "-dc"], stdin=stored, stdout=subprocess.PIPE)


def _zstd_layer(layout, layer, diff_id, target):
    partial = os.path.join(blobs_of(target), "partial-" + layer["digest"][-12:])
    plain = unpacked(blob_path(layout, layer["digest"]))
    zstd = subprocess.Popen(["zstd", "-q", "-3", "-T1", "-c"], stdin=plain.stdout, stdout=subprocess.PIPE)
    plain.stdout.close()
    with open(partial, "wb") as file:
        stored = Digesting(file)
        while data := zstd.stdout.read(CHUNK):
            stored.write(data)
    zstd.stdout.close()
    if plain.wait() or zstd.wait():
        raise OSError("zstd failed on " + layer["digest"])
    os.rename(partial, blob_path(target, stored.digest()))
    return {"digest": stored.digest(), "size": stored.size, "diff_id": diff_id}


def as_zstd(layout, target, tag):
    """The same image with each layer packed by zstd at level 3."""
    tools.installed("zstd")
    layers, diff_ids = manifest_of(layout)[0]["layers"], config_of(layout)["rootfs"]["diff_ids"]
    with new_folder(target) as folder, concurrent.futures.ThreadPoolExecutor(2) as pool:
        blobs_of(folder)
        made = pool.map(lambda pair: _zstd_layer(layout, *pair, folder), zip(layers, diff_ids))
        finish(folder, tag, list(made), "zstd")


def as_docker_archive(layout, target, name):
    """The same image as `docker save` writes it: one tar with plain layers in it."""
    manifest, config = manifest_of(layout)[0], config_of(layout)
    config_name = manifest["config"]["digest"].removeprefix("sha256:") + ".json"
    names = [diff_id.removeprefix("sha256:") + "/layer.tar" for diff_id in config["rootfs"]["diff_ids"]]
    with tarfile.open(target + ".partial", "w", format=tarfile.PAX_FORMAT) as tar:

        def add(path, data):
            tar.addfile(entry(path, len(data)), io.BytesIO(data))

        add(config_name, json.dumps(config).encode())
        for path, layer in zip(names, manifest["layers"]):
            size = plain_size(blob_path(layout, layer["digest"]))
            with unpacked(blob_path(layout, layer["digest"])) as plain:
                tar.addfile(entry(path, size), plain.stdout)
        add("manifest.json", json.dumps([{"Config": config_name, "RepoTags": [name], "Layers": names}]).encode())
    os.rename(target + ".partial", target)


def into_registry(layout, storage, name, tag):
    """Puts an image where docker-registry keeps its own, as links to the blobs of the layout."""
    root = os.path.join(storage, "docker", "registry", "v2")
    manifest, described = manifest_of(layout)

    def link(*path, digest):
        folder = os.path.join(root, "repositories", name, *path)
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, "link"), "w") as out:
            out.write(digest)

    for digest in [described["digest"], manifest["config"]["digest"]] + [one["digest"] for one in manifest["layers"]]:
        plain = digest.removeprefix("sha256:")
        folder = os.path.join(root, "blobs", "sha256", plain[:2], plain)
        os.makedirs(folder, exist_ok=True)
        if not os.path.exists(os.path.join(folder, "data")):
            os.link(blob_path(layout, digest), os.path.join(folder, "data"))
        if digest != described["digest"]:
            link("_layers", "sha256", plain, digest=digest)
    plain = described["digest"].removeprefix("sha256:")
    link("_manifests", "revisions", "sha256", plain, digest=described["digest"])
    link("_manifests", "tags", tag, "current", digest=described["digest"])
    link("_manifests", "tags", tag, "index", "sha256", plain, digest=described["digest"])
