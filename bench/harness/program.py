"""What is measured, in a few letters: a kept figure belongs to one program with one set of pages, and is never taken for another's."""
import glob
import hashlib
import os
import subprocess
import sys

from . import machine, paths

# What ./holdfast is built from and started by, and what all measurements share.
SOURCES = ["holdfast", "eng/build", "src", "Directory.*", "global.json", "bench/harness"]


def kept_in(root, binary, also):
    """
    The folder for its figures: `root` and the commit; where SOURCES or the paths `also` are edited a digest of the edits, and where the program is not
    ./holdfast one of it. That is said once, or somebody would look for his figures of before.
    """
    edits = _edits(SOURCES + also)
    is_other = os.path.realpath(binary) != os.path.realpath(os.path.join(paths.REPOSITORY, "holdfast"))
    folder = "-".join([root + machine.commit().rstrip("+"), *([f"edited-{edits}"] if edits else []), *([f"program-{_digest_of(binary)}"] if is_other else [])])
    if edits or is_other:
        reasons = " and ".join([*(["the tree is edited"] if edits else []), *(["the program is another one"] if is_other else [])])
        print(f"{reasons}: runs are kept by themselves, in {os.path.relpath(folder, paths.REPOSITORY)}", file=sys.stderr, flush=True)
    return folder


def _edits(measured):
    """Empty for the tree as it was committed: a table that was written into a document, or a new way to read a report, makes no run another one."""
    changed = _git("diff", "--no-ext-diff", "--binary", "HEAD", "--", *measured)
    new = sorted(filter(None, _git("ls-files", "-z", "--others", "--exclude-standard", "--", *measured).split(b"\0")))
    if not changed and not new:
        return ""
    digest = hashlib.sha256(changed)
    for path in new:
        digest.update(path + b"\0")
        _feed(digest, os.path.join(os.fsencode(paths.REPOSITORY), path))
    return digest.hexdigest()[:12]


def _digest_of(binary):
    """Of its own bytes and of the libraries beside it. Where it is the script of another clone, which builds what it starts, of that clone's sources."""
    program = os.path.realpath(binary)
    folder = os.path.dirname(program)
    beside = [found for pattern in ("*.dll", "Directory.*", "global.json", "src/**/*.cs", "src/**/*.csproj") for found in glob.glob(os.path.join(glob.escape(folder), pattern), recursive=True)]
    digest = hashlib.sha256()
    for path in [program, *sorted(found for found in beside if "/obj/" not in found)]:
        digest.update(os.fsencode(os.path.relpath(path, folder)) + b"\0")
        _feed(digest, path)
    return digest.hexdigest()[:12]


def _feed(digest, path):
    with open(path, "rb") as file:
        while part := file.read(1 << 20):
            digest.update(part)


def _git(*arguments):
    return subprocess.run(["git", "-C", paths.REPOSITORY, *arguments], capture_output=True, check=False).stdout
