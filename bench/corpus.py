"""bench/run diagnosis and bench/run detection: the simulated corpus, built and played."""
import os
import subprocess
import sys

from harness import paths

PROJECT = os.path.join(paths.REPOSITORY, "tests", "Holdfast.Diagnosis.Corpus")
OUTPUT = os.path.join(paths.WORK, "corpus")


def main(arguments):
    build = ["dotnet", "build", PROJECT, "-c", "Release", "-o", OUTPUT, "-m:1", "-v", "q", "--nologo"]
    built = subprocess.run(build, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if built.returncode != 0:
        sys.stderr.write(built.stdout)
        return 2
    return subprocess.run(["dotnet", os.path.join(OUTPUT, "Holdfast.Diagnosis.Corpus.dll"), *arguments]).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
