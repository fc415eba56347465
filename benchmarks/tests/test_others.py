import os, stat, tempfile, types, unittest

from harness import others

FAKE = '#!/bin/sh\nprintf "%s\\n" "$*" >>"$SEEN"\nexit {status}\n'


class OthersTest(unittest.TestCase):
    """With programs of ours on the PATH that only say how they were called."""

    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.folder = self.temporary.name
        self.before = dict(os.environ)
        os.makedirs(self.folder + "/bin")
        os.makedirs(self.folder + "/image/layout")
        os.environ["SEEN"] = self.folder + "/seen"
        self.context = types.SimpleNamespace(
            runs=2,
            work=self.folder,
            fresh=lambda name: os.path.join(self.folder, name),
            program=types.SimpleNamespace(launcher=self.fake("tidewaiter")),
            images=lambda: {"application": types.SimpleNamespace(name="application", archive="a.tar")},
            stores=types.SimpleNamespace(file="store.db"),
        )

    def tearDown(self):
        os.environ.clear()
        os.environ.update(self.before)
        self.temporary.cleanup()

    def fake(self, name, status=0):
        path = os.path.join(self.folder, "bin", name)
        with open(path, "w") as out:
            out.write(FAKE.format(status=status))
        os.chmod(path, stat.S_IRWXU)
        return path

    def test_where_there_is_none_that_is_said(self):
        os.environ["PATH"] = self.folder
        _, tables = others.of_others(self.context)
        self.assertIn("None of Trivy", tables["others"]["words"])

    def test_each_that_is_there_is_measured_cold_and_warm_and_in_turn(self):
        self.fake("trivy")
        self.fake("syft")
        self.fake("grype")
        self.fake("osv-scanner", status=1)
        os.environ["PATH"] = self.folder + "/bin:/usr/bin:/bin"
        _, tables = others.of_others(self.context)
        rows = {tuple(line[:3]) for line in tables["others"]["lines"]}
        for program, what in [*others.COMMANDS, ("tidewaiter", "packages"), ("tidewaiter", "defaults")]:
            for cache in ("cold", "warm"):
                self.assertIn((program, what, cache), rows)
        with open(os.environ["SEEN"]) as seen:
            calls = seen.read()
        self.assertIn("image --quiet --offline-scan", calls)
        self.assertIn("docker-archive:a.tar", calls)
        self.assertNotIn("{", calls)

    def test_one_that_fails_ends_the_run(self):
        self.fake("osv-scanner", status=127)
        os.environ["PATH"] = self.folder + "/bin:/usr/bin:/bin"
        with self.assertRaisesRegex(Exception, "status 127"):
            others.of_others(self.context)


if __name__ == "__main__":
    unittest.main()
