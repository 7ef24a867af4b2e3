"""bench/run diagnosis and bench/run detection: the simulated corpus, built and played."""
import os
import subprocess
import sys

from harness import paths

PROJECT = os.path.join(paths.REPOSITORY, "tests", "Holdfast.Diagnosis.Corpus")
OUTPUT = os.path.join(paths.WORK, "corpus")
# The collector as the gateway has it (Holdfast.Cli.csproj): pauses are part of the cost.
# The runtime takes no other spelling of the third name, and says nothing about one that it does not know.
AS_A_GATEWAY = {"DOTNET_gcConcurrent": "1", "DOTNET_GCGen0MaxBudget": "0x80000", "DOTNET_GCRetainVM": "1", "DOTNET_TC_CallCountThreshold": "2000", "DOTNET_TC_CallCountingDelayMs": "1"}


def main(arguments):
    build = ["dotnet", "build", PROJECT, "-c", "Release", "-o", OUTPUT, "-m:1", "-v", "q", "--nologo"]
    built = subprocess.run(build, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if built.returncode != 0:
        sys.stderr.write(built.stdout)
        return 2
    command = ["dotnet", os.path.join(OUTPUT, "Holdfast.Diagnosis.Corpus.dll"), *arguments]
    return subprocess.run(command, env={**os.environ, **(AS_A_GATEWAY if arguments[:1] == ["cost"] else {})}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
