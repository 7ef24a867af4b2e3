"""bench/run fleet: what the overload control of 10,000 simulated servers takes of one core at a million requests a second."""
import argparse
import json
import os
import re
import subprocess
import sys

from harness import machine, paths

PROJECT = "tests/Holdfast.Simulation"
# What FleetRow prints.
FIGURES = re.compile(r"([\d,]+) requests/s offered, goodput ([\d.]+) ?% of the capacity; ([\d.]+) s of one core for 3 s, ([\d.]+) us a request")


def read_options(arguments):
    parser = argparse.ArgumentParser(
        prog="bench/run fleet", formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Runs the fleet of the simulation (1,000 pools of ten servers, 1 M requests/s offered, ten times the capacity) on one core and prints\n"
                    "one line: what it took, servers and clients simulated. The time is the thread's own processor time. Some minutes with the build.",
        epilog="examples:\n  bench/run fleet\n  bench/run fleet --json fleet.json")
    parser.add_argument("--json", metavar="FILE", help="write the figures here")
    return parser.parse_args(arguments)


def run():
    subprocess.run([os.path.join(paths.REPOSITORY, "eng", "build"), PROJECT], cwd=paths.REPOSITORY, check=True, stdout=sys.stderr)
    command = ["dotnet", "test", PROJECT, "-c", "Release", "--no-build", "--filter", "FullyQualifiedName~FleetRow", "--logger", "console;verbosity=detailed"]
    return subprocess.run(command, cwd=paths.REPOSITORY, capture_output=True, text=True, check=False)


def main(arguments):
    options = read_options(arguments)
    result = run()
    found = FIGURES.search(result.stdout)
    if not found:
        raise SystemExit(f"bench/run: the fleet said nothing:\n{result.stdout[-2000:]}{result.stderr[-1000:]}")
    offered, goodput, seconds, each = (float(group.replace(",", "")) for group in found.groups())
    print(f"10,000 servers, {offered:,.0f} requests/s offered for 3 s: {seconds:g} s of one core, {each:g} us a request with servers and clients simulated; "
          f"answered in time within them {goodput:g} % of what the servers can do")
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump({"commit": machine.commit(), "offered_each_second": offered, "goodput_percent": goodput, "core_seconds": seconds,
                       "simulated_seconds": 3, "us_a_request": each}, file, indent=2)
            file.write("\n")
    return result.returncode


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
