"""Which runs are kept together: in a repository of its own, with a launcher, a source, a page and a document."""
import contextlib
import io
import os
import subprocess
import sys
import tempfile
import unittest
from types import SimpleNamespace
from unittest import mock

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from harness import paths
from rows.runs import Runs


class KeptRuns(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = os.path.realpath(folder.name)
        for name in ("holdfast", "src/Gateway.cs", "bench/overload/surge.yaml", "docs/overload.md"):
            self.write(name, "first\n")
        self.git("init", "-q")
        self.git("add", ".")
        self.git("-c", "user.name=test", "-c", "user.email=test@example.com", "commit", "-q", "-m", "first")
        self.commit = self.git("rev-parse", "--short", "HEAD").strip()
        for name, value in {"REPOSITORY": self.root, "WORK": os.path.join(self.root, "bench", ".work")}.items():
            patch = mock.patch.object(paths, name, value)
            patch.start()
            self.addCleanup(patch.stop)

    def write(self, name, text):
        path = os.path.join(self.root, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def git(self, *arguments):
        return subprocess.run(["git", "-C", self.root, *arguments], capture_output=True, text=True, check=True).stdout

    def kept(self, binary="holdfast"):
        """Name of the folder, and what was said."""
        with contextlib.redirect_stderr(io.StringIO()) as said:
            runs = Runs(SimpleNamespace(quick=True, holdfast_binary=os.path.join(self.root, binary)))
        return os.path.basename(runs.folder), said.getvalue()

    def test_tree_as_it_was_committed_is_kept_by_its_commit(self):
        self.assertEqual(self.kept(), (f"quick-{self.commit}", ""))

    def test_edited_document_changes_no_run(self):
        self.write("docs/overload.md", "a table\n")
        self.assertEqual(self.kept(), (f"quick-{self.commit}", ""))

    def test_every_edit_of_what_is_measured_has_a_folder_of_its_own_and_is_said(self):
        folders = {self.kept()[0]}
        for name in ("src/Gateway.cs", "bench/overload/surge.yaml"):
            for text in ("second\n", "third\n"):
                self.write(name, text)
                folder, said = self.kept()
                self.assertEqual(said.count("\n"), 1, said)
                self.assertIn(f"the tree is edited: runs are kept by themselves, in bench/.work/overload/{folder}\n", said)
                folders.add(folder)
        self.assertEqual(len(folders), 5, folders)

    def test_new_source_is_an_edit_and_taking_it_back_finds_the_runs_of_before(self):
        before = self.kept()
        new = self.write("src/More.cs", "new\n")
        one = self.kept()[0]
        self.write("src/More.cs", "newer\n")
        other = self.kept()[0]
        os.remove(new)
        self.assertEqual(len({before[0], one, other}), 3)
        self.assertEqual(self.kept(), before)

    def test_another_program_has_a_folder_of_its_own_by_what_is_in_it(self):
        folders = []
        with tempfile.TemporaryDirectory() as other:
            for text in ("one", "two", "one"):
                with open(os.path.join(other, "holdfast"), "w", encoding="utf-8") as file:
                    file.write(text)
                folder, said = self.kept(os.path.join(other, "holdfast"))
                self.assertIn("the program is another one: ", said)
                folders.append(folder)
        self.assertEqual((folders[0] == folders[2], folders[0] == folders[1]), (True, False), folders)
        self.assertTrue(folders[0].startswith(f"quick-{self.commit}-program-"))

    def test_script_of_another_clone_is_told_apart_by_the_sources_that_it_builds(self):
        folders = set()
        with tempfile.TemporaryDirectory() as clone:
            os.makedirs(os.path.join(clone, "src"))
            for name, text in {"holdfast": "script", "src/Gateway.cs": "one"}.items():
                with open(os.path.join(clone, name), "w", encoding="utf-8") as file:
                    file.write(text)
            folders.add(self.kept(os.path.join(clone, "holdfast"))[0])
            with open(os.path.join(clone, "src", "Gateway.cs"), "w", encoding="utf-8") as file:
                file.write("two")
            folders.add(self.kept(os.path.join(clone, "holdfast"))[0])
        self.assertEqual(len(folders), 2, folders)


if __name__ == "__main__":
    unittest.main()
