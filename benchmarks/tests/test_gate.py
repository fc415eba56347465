import unittest

from harness import gate


def row(ratio=None, cpu_ratio=None, met=True):
    return {"case": "inventory", "bound": "≤ 1 ×", "measured": "…", "met": met, "ratio": ratio, "cpu_ratio": cpu_ratio}


class GateTest(unittest.TestCase):
    committed = {"inventory": {"ratio": 0.40, "cpu_ratio": 0.80}}

    def test_the_same_ratio_passes(self):
        self.assertEqual({}, gate.complaints({"inventory": row(0.40, 0.80)}, self.committed))

    def test_a_ratio_within_one_and_a_half_times_passes_also_beyond_its_bound(self):
        self.assertEqual({}, gate.complaints({"inventory": row(0.59, 1.19, met=False)}, self.committed))

    def test_a_worse_ratio_of_the_wall_fails(self):
        self.assertIn("wall is 0.61", gate.complaints({"inventory": row(0.61, 0.80)}, self.committed)["inventory"])

    def test_a_worse_ratio_of_the_cpu_fails(self):
        self.assertIn("CPU is 1.21", gate.complaints({"inventory": row(0.40, 1.21)}, self.committed)["inventory"])

    def test_a_better_ratio_passes(self):
        self.assertEqual({}, gate.complaints({"inventory": row(0.10, 0.10)}, self.committed))

    def test_a_ratio_that_is_no_longer_measured_fails(self):
        self.assertEqual(["inventory"], list(gate.complaints({}, self.committed)))

    def test_a_ratio_that_nobody_committed_fails(self):
        self.assertEqual(["new"], list(gate.complaints({"inventory": row(0.40, 0.80), "new": row(1.0, 1.0)}, self.committed)))

    def test_bytes_written_fail_whatever_is_committed(self):
        for key in gate.ALWAYS:
            self.assertEqual([key], list(gate.complaints({key: row(met=False)}, {})))

    def test_what_is_measured_in_seconds_or_bytes_never_fails(self):
        self.assertEqual({}, gate.complaints({"cached-wall": row(met=False), "memory": row(met=False)}, {}))

    def test_only_ratios_are_committed(self):
        rows = {"inventory": row(0.4004, 0.8), "ten": row(None, 9.0), "memory": row()}
        self.assertEqual({"inventory": {"ratio": 0.4, "cpu_ratio": 0.8}, "ten": {"cpu_ratio": 9.0}}, gate.ratios(rows))


if __name__ == "__main__":
    unittest.main()
