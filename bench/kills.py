"""bench/run kills: a real gateway dies by kill -9 at random moments of real outages; is anything lost that was promised or was to be told?"""
import argparse
import json
import os
import subprocess
import sys
import tempfile
from datetime import datetime, timezone

from harness import machine, paths

PROJECT = os.path.join(paths.REPOSITORY, "tests", "Holdfast.EndToEnd")
OUTPUT = os.path.join(paths.WORK, "kills")
HISTORY = os.path.join(paths.BENCH, "history", "kills.jsonl")
# A kill takes three seconds on a quiet machine; beside builds ten times as many.
SECONDS_A_KILL = 30


def read_options(arguments):
    parser = argparse.ArgumentParser(
        prog="bench/run kills", formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Starts a gateway in front of servers that die, lets people acknowledge, note, resolve and add tasks, and kills it with SIGKILL at random moments, again and "
                    "again. In the end what was answered with 2xx or exit code 0 is compared with the store, and what was to be told with what a webhook and a mail server heard. "
                    "Ends with 1 when anything was lost, or heard twice more than once by one channel for one kill.",
        epilog="examples:\n  bench/run kills                         a hundred, about five minutes\n  bench/run kills --kills 10 --seed 7\n  bench/run kills --record --json kills.json")
    parser.add_argument("--kills", type=int, default=100, metavar="N", help="how many, 1 to 2000; default 100")
    parser.add_argument("--seed", type=int, default=20261121, metavar="N", help="of the moments; the kernel's timing is not the seed's")
    parser.add_argument("--json", metavar="FILE", help="the figures")
    parser.add_argument("--record", action="store_true", help="append the figures to bench/history/kills.jsonl")
    options = parser.parse_args(arguments)
    if not 1 <= options.kills <= 2000:
        parser.error("--kills is 1 to 2000")
    return options


def main(arguments):
    options = read_options(arguments)
    print("building", flush=True)
    built = subprocess.run(["dotnet", "build", PROJECT, "-c", "Release", "-o", OUTPUT, "-m:1", "-v", "q", "--nologo", "-p:RunAnalyzers=false"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if built.returncode != 0:
        sys.stderr.write(built.stdout)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        result = os.path.join(folder, "kills.json")
        code = subprocess.run(["dotnet", os.path.join(OUTPUT, "Holdfast.EndToEnd.dll"), "kills", "--kills", str(options.kills), "--seed", str(options.seed), "--json", result],
                              timeout=60 + SECONDS_A_KILL * options.kills).returncode
        if os.path.exists(result):
            keep(result, options)
    return code


def keep(result, options):
    with open(result, encoding="utf-8") as file:
        figures = {"date": datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"), "commit": machine.commit(), **json.load(file)}
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump(figures, file, indent=1)
    if options.record:
        with open(HISTORY, "a", encoding="utf-8") as file:
            file.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        print("\nbench/run: interrupted", file=sys.stderr)
        sys.exit(130)
    except (subprocess.TimeoutExpired, OSError) as problem:
        print(f"\nbench/run: {problem}", file=sys.stderr)
        sys.exit(1)
