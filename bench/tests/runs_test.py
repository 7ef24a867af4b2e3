"""What becomes of the report of a run that was interrupted."""
import os
import sys
import tempfile
import unittest
from types import SimpleNamespace
from unittest import mock

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from harness import program
from rows.runs import Runs


class InterruptedRuns(unittest.TestCase):
    def test_report_of_before_passes_for_no_run_that_could_not_start(self):
        with tempfile.TemporaryDirectory() as folder, mock.patch.object(program, "kept_in", return_value=folder):
            runs = Runs(SimpleNamespace(quick=True, rounds=None, holdfast_binary="holdfast"))
            with open(runs.path("steady", "holdfast", 0) + ".new", "w", encoding="utf-8") as file:
                file.write("{}")
            with mock.patch.object(Runs, "_when_free", return_value=("holdfast: no port\n", {})), self.assertRaisesRegex(RuntimeError, "no port"):
                runs._run("steady", "holdfast", 0)
            self.assertEqual(os.listdir(folder), [])


if __name__ == "__main__":
    unittest.main()
