"""The images of the corpus that are put together from what Debian, npm, PyPI and Go's proxy offer. Needs root."""
import glob, os, shutil, subprocess

from . import oci, tools

JAVASCRIPT = """next@13.5.6 webpack@5.89.0 typescript@5.3.3 @babel/core@7.23.6 eslint@8.56.0 jest@29.7.0 aws-sdk@2.1528.0
    monaco-editor@0.45.0 antd@5.12.5 @mui/icons-material@5.15.0""".split()
PYTHON = """numpy==1.24.4 scipy==1.10.1 pandas==2.0.3 Django==4.2 scikit-learn==1.3.2 matplotlib==3.7.5 SQLAlchemy==2.0.23
    boto3==1.34.4 Jinja2==2.10 requests==2.31.0""".split()
GO = """golang.org/x/vuln/cmd/govulncheck@v1.1.4 honnef.co/go/tools/cmd/staticcheck@v0.6.1
    github.com/mikefarah/yq/v4@v4.44.6""".split()
DEBIAN = "openjdk-17-jdk-headless nodejs python3 perl ca-certificates"

# What a build leaves that tells of its day or of its machine.
LEFT_OUT = """var/log/* var/cache/apt/* var/lib/apt/lists/* var/cache/ldconfig/aux-cache var/cache/debconf/*-old
    var/lib/dpkg/*-old var/lib/systemd/* root/.cache root/.npm tmp/* run/* proc/* sys/* dev/*
    etc/ssl/certs/java/cacerts etc/machine-id var/lib/dbus/machine-id""".split()
INSTEAD = {
    "etc/apt/sources.list": b"deb http://deb.debian.org/debian bookworm main\n",
    "etc/hostname": b"localhost\n",
    "etc/resolv.conf": b"",
}


def logged(command, log, **options):
    with open(log, "ab") as out:
        subprocess.run(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, check=True, **options)


def mirror():
    sites = ["apt-get", "indextargets", "--format", "$(SITE)", "Created-By: Packages"]
    return subprocess.run(sites, capture_output=True, text=True, check=True).stdout.split("\n")[0]


class Root:
    """A file system that is built a step at a time, each of which gives a layer of what it changed."""

    def __init__(self, folder):
        self.folder, self.known = folder, {}

    def layer(self, blobs, name):
        now = self._state()
        changed = sorted(path for path, state in now.items() if self.known.get(path) != state)
        gone = sorted(path for path in self.known if path not in now and os.path.dirname(path) in now)
        self.known = now
        layer = oci.Layer(blobs, name)
        layer.tree(self.folder, changed, self.instead())
        for path in gone:
            layer.file_of(os.path.join(os.path.dirname(path), ".wh." + os.path.basename(path)), b"")
        return layer.close()

    def paths(self):
        return sorted(self._state())

    def instead(self):
        """Passwords are changed on no day."""
        instead = dict(INSTEAD)
        for path in ["etc/shadow", "etc/shadow-"]:
            file = os.path.join(self.folder, path)
            if os.path.exists(file):
                with open(file, "rb") as text:
                    rows = [line.split(b":") for line in text.read().split(b"\n")]
                instead[path] = b"\n".join(b":".join(row[:2] + [b"19000"] + row[3:]) if len(row) > 3 else row[0] for row in rows)
        return instead

    def _state(self):
        out = {os.path.relpath(path, self.folder) for one in LEFT_OUT for path in glob.glob(os.path.join(self.folder, one))}
        found = {}

        def look(folder, prefix):
            with os.scandir(folder) as entries:
                for entry in entries:
                    path = prefix + entry.name
                    if path in out:
                        continue
                    state = entry.stat(follow_symlinks=False)
                    # A folder changes with what is in it, which would repeat it in each layer.
                    folded = entry.is_dir(follow_symlinks=False)
                    found[path] = (state.st_mode, 0 if folded else state.st_ctime_ns, 0 if folded else state.st_size)
                    if folded:
                        look(entry.path, path + "/")

        look(self.folder, "")
        return found


def tiny(folder, layout):
    """Busybox, as Debian packs it."""
    logged(["apt-get", "download", "-q", "busybox-static"], folder + "/tiny.log", cwd=folder)
    root = os.path.join(folder, "tiny")
    subprocess.run(["dpkg-deb", "-x", glob.glob(folder + "/busybox-static_*.deb")[0], root], check=True)
    os.makedirs(root + "/etc", exist_ok=True)
    shutil.copyfile("/etc/os-release", root + "/etc/os-release")
    oci.finish(layout, "1", [Root(root).layer(oci.blobs_of(layout), "busybox")])


def debian(folder, layout):
    """The smallest Debian that debootstrap makes.

    returns its root, and its layer"""
    tools.installed("images")
    root = os.path.join(folder, "root")
    logged(["debootstrap", "--variant=minbase", "bookworm", root, mirror()], folder + "/debootstrap.log")
    made = Root(root)
    layer = made.layer(oci.blobs_of(layout), "debian")
    oci.finish(layout, "1", [layer])
    return made, layer


def application(root, folder, layout):
    """What is built on that Debian: a JDK and compilers, node_modules, a Python environment and Go programs."""
    layers, blobs, at = [], oci.blobs_of(layout), root.folder
    # Java's packages want /proc, which is there for them alone.
    install = (
        'mount -t proc proc "$1/proc" && exec chroot "$1" sh -c "export DEBIAN_FRONTEND=noninteractive LC_ALL=C &&'
        ' apt-get update -qq && apt-get install -y -qq --no-install-recommends $2"'
    )
    logged(["unshare", "--mount", "--pid", "--fork", "sh", "-c", install, "sh", at, DEBIAN], folder + "/apt.log")
    layers.append(root.layer(blobs, "apt"))

    web = at + "/srv/web"
    os.makedirs(web)
    with open(web + "/package.json", "w") as out:
        out.write('{"name": "web", "version": "1.0.0", "private": true}\n')
    quietly = "--silent --ignore-scripts --no-audit --no-fund --legacy-peer-deps".split()
    logged(
        ["npm", "--prefix", web, "install", *quietly, "--cache", folder + "/npm-cache", *JAVASCRIPT], folder + "/npm.log"
    )
    layers.append(root.layer(blobs, "npm"))

    quietly = "--quiet --disable-pip-version-check --root-user-action=ignore --no-compile --only-binary :all:".split()
    for_python = "--python-version 3.11 --implementation cp --abi cp311 --platform manylinux2014_x86_64".split()
    target = ["--target", at + "/usr/local/lib/python3.11/dist-packages"]
    logged(["python3", "-m", "pip", "install", *quietly, *for_python, *target, *PYTHON], folder + "/pip.log")
    layers.append(root.layer(blobs, "pip"))

    environment = {**os.environ, "CGO_ENABLED": "0", "GOBIN": at + "/usr/local/bin", "GOFLAGS": "-trimpath"}
    for program in GO:
        logged(["go", "install", program], folder + "/go.log", env=environment, cwd=folder)
    layers.append(root.layer(blobs, "go"))
    return layers


def one_big_layer(root, layout, size):
    """All files of a file system in one layer, and after them the larger ones again, cut into pieces of 16 MB, until
    it is so large."""
    layer, paths = oci.Layer(oci.blobs_of(layout), "one"), root.paths()
    layer.tree(root.folder, paths, root.instead())
    number, piece = 0, b""
    for path in paths:
        file = os.path.join(root.folder, path)
        if os.path.islink(file) or not os.path.isfile(file) or os.path.getsize(file) < 100_000:
            continue
        with open(file, "rb") as content:
            piece += content.read()
        while len(piece) >= 16 << 20:
            if layer.plain.size >= size:
                break
            layer.file_of("srv/data/part-%03d" % number, piece[: 16 << 20])
            number, piece = number + 1, piece[16 << 20 :]
    oci.finish(layout, "1", [layer.close()])
