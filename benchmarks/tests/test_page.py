import os, tempfile, unittest

from harness import page


def row(key, met):
    return {"key": key, "case": key, "bound": "1", "measured": "2", "met": met}


class PageTest(unittest.TestCase):
    def test_what_is_not_met_is_explained_or_said_not_to_be(self):
        known = {"scan", "scan-application"}
        self.assertEqual("met", page.verdict(row("scan-application", True), known))
        self.assertIn("(explanations.md#scan-application)", page.verdict(row("scan-application", False), known))
        self.assertIn("(explanations.md#scan)", page.verdict(row("scan-many-files", False), known))
        self.assertIn("not explained", page.verdict(row("scanner", False), known))

    def test_only_what_is_between_the_marks_is_written_anew(self):
        with tempfile.TemporaryDirectory() as folder:
            file = os.path.join(folder, "README.md")
            with open(file, "w") as out:
                out.write("before\n" + page.BEGIN + "old\n" + page.END + "after\n")
            measured = {"machine": "A machine.", "rows": {"a": row("a", True)}, "tables": {}, "seconds": {"a": 61}}
            page.rewrite(file, measured, set())
            with open(file) as text:
                written = text.read()
        self.assertTrue(written.startswith("before\n") and written.endswith("after\n"))
        self.assertIn("| a | 1 | 2 | met |", written)
        self.assertIn("2 minutes", written)
        self.assertNotIn("old", written)


if __name__ == "__main__":
    unittest.main()
