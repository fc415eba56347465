import filecmp, gzip, hashlib, json, os, tarfile, tempfile, unittest

from harness import made, oci, real


class ImagesTest(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.folder = self.temporary.name

    def tearDown(self):
        self.temporary.cleanup()

    def path(self, name):
        return os.path.join(self.folder, name)

    def test_the_same_bytes_come_each_time(self):
        for maker in [made.OneLayer(1 << 20), made.JarHeavy(11), made.SecretHeavy(9), made.Whole(10, 1000)]:
            for name in ("one", "other"):
                maker.build(self.path(type(maker).__name__ + name), "1")
            one, other = (self.path(type(maker).__name__ + name) for name in ("one", "other"))
            self.assertEqual([], differences(one, other))

    def test_a_layer_is_a_tar_with_the_digests_that_the_image_names(self):
        made.Whole(40, 5000, 2).build(self.path("image"), "1")
        names = []
        diff_ids = oci.config_of(self.path("image"))["rootfs"]["diff_ids"]
        for file, diff_id in zip(oci.layer_files(self.path("image")), diff_ids):
            with open(file, "rb") as stored:
                self.assertEqual(os.path.basename(file), hashlib.sha256(stored.read()).hexdigest())
            with gzip.open(file) as plain:
                self.assertEqual(diff_id, "sha256:" + hashlib.sha256(plain.read()).hexdigest())
            with tarfile.open(file) as tar:
                names += [(one.name, one.size) for one in tar]
        self.assertEqual([("srv/0/file-%d" % number, 5000) for number in range(40)], names)

    def test_the_other_forms_hold_the_same_layers(self):
        made.OneLayer(1 << 20).build(self.path("image"), "1")
        oci.as_zstd(self.path("image"), self.path("zstd"), "1")
        oci.as_docker_archive(self.path("image"), self.path("docker.tar"), "example.org/one:1")
        wanted = oci.config_of(self.path("image"))["rootfs"]["diff_ids"]
        self.assertEqual(wanted, oci.config_of(self.path("zstd"))["rootfs"]["diff_ids"])
        with tarfile.open(self.path("docker.tar")) as tar:
            layers = json.load(tar.extractfile("manifest.json"))[0]["Layers"]
            found = ["sha256:" + hashlib.sha256(tar.extractfile(layer).read()).hexdigest() for layer in layers]
        self.assertEqual(wanted, found)

    def test_a_layer_of_a_root_is_what_changed(self):
        os.makedirs(self.path("root/etc"))
        write(self.path("root/etc/shadow"), "root:*:20412:0:99999:7:::\n")
        write(self.path("root/etc/old"), "old")
        root = real.Root(self.path("root"))
        first = root.layer(oci.blobs_of(self.path("image")), "first")
        write(self.path("root/etc/new"), "new")
        os.remove(self.path("root/etc/old"))
        second = root.layer(oci.blobs_of(self.path("image")), "second")
        with tarfile.open(oci.blob_path(self.path("image"), first["digest"])) as tar:
            self.assertEqual(["etc", "etc/old", "etc/shadow"], tar.getnames())
            self.assertEqual(b"root:*:19000:0:99999:7:::\n", tar.extractfile("etc/shadow").read())
        with tarfile.open(oci.blob_path(self.path("image"), second["digest"])) as tar:
            self.assertEqual(["etc/new", "etc/.wh.old"], tar.getnames())


def write(path, text):
    with open(path, "w") as out:
        out.write(text)


def differences(one, other):
    compared, found = [filecmp.dircmp(one, other)], []
    while compared:
        pair = compared.pop()
        found += pair.left_only + pair.right_only + pair.diff_files
        compared += pair.subdirs.values()
    return found


if __name__ == "__main__":
    unittest.main()
