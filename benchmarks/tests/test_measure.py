import os, tempfile, unittest

from harness import measure
from harness.measure import Sample


def sample(wall=1.0, cpu=1.0, given=0, dirtied=0):
    return Sample(wall, cpu, 0, given, dirtied, 0)


class MeasureTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.out = os.path.join(self.folder.name, "out")

    def tearDown(self):
        self.folder.cleanup()

    def test_the_result_is_not_written_too_much(self):
        made = measure.run(["sh", "-c", "head -c 1000000 /dev/zero"], self.out)
        self.assertLess(made.beyond([self.out]), 65536)

    def test_a_file_that_is_deleted_again_was_written(self):
        script = 'head -c 1000000 /dev/zero >"$1"; rm "$1"; echo well'
        made = measure.run(["sh", "-c", script, "sh", self.out + ".temporary"], self.out)
        self.assertGreaterEqual(made.beyond([self.out]), 1_000_000)

    def test_the_pages_of_folders_are_not_written_too_much(self):
        files = []
        for number in range(60):
            files.append(os.path.join(self.folder.name, str(number)))
            with open(files[-1], "wb") as file:
                file.write(bytes(100))
        told = sample(given=60 * 100, dirtied=60 * (1 + 4) * measure.PAGE)
        self.assertEqual(0, told.beyond(files))

    def test_a_mapped_file_that_is_deleted_again_was_written(self):
        self.assertEqual(1_000_000, sample(dirtied=1_000_000).beyond([]))

    def test_what_a_child_does_counts(self):
        busy = "i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done"
        made = measure.run(["sh", "-c", "sh -c '%s; head -c 300000 /dev/zero' >%s.file" % (busy, self.out)], self.out)
        self.assertGreater(made.cpu, 0.005)
        self.assertGreaterEqual(made.beyond([]), 300_000)

    def test_a_failure_is_told_with_what_it_said(self):
        with self.assertRaisesRegex(measure.Failed, "status 3.*\n.*alas"):
            measure.run(["sh", "-c", "echo alas >&2; exit 3"], self.out)

    def test_a_status_that_is_expected_is_none(self):
        measure.run(["sh", "-c", "exit 1"], self.out, statuses=(0, 1))

    def test_a_ratio_is_the_median_of_the_ratios_of_rounds(self):
        ours, theirs = [sample(1), sample(30), sample(4)], [sample(2), sample(20), sample(2)]
        self.assertEqual(1.5, measure.ratio(ours, theirs, "wall"))

    def test_contenders_run_in_turn(self):
        order = []
        measure.in_turn({"a": lambda: order.append("a"), "b": lambda: order.append("b")}, 3)
        self.assertEqual(["a", "b"] * 3, order)


if __name__ == "__main__":
    unittest.main()
