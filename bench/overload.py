"""bench/run overload: the rows of the overload table, each measured by a drill of bench/overload. bench/README.md tells the method."""
import argparse
import json
import os
import signal
import subprocess
import sys
import time

from harness import machine, paths
from rows import BY_NAME, ROWS, pages as lengths, protection_cost, table
from rows.reading import Measured, Run

GATEWAYS = ["holdfast", "haproxy", "nginx", "caddy"]
# Of the full length, figures are medians of so many interleaved runs; pages of ten minutes and more run once.
ROUNDS = 5
LONG_PAGES = {"steady", "sustained", "memory"}
# Measurements of Holdfast alone that are no drills.
OWN = {"protection-cost": protection_cost.measure}
# Seconds to wait for another drill's end.
PATIENCE = 600


def read_options(arguments):
    parser = argparse.ArgumentParser(
        prog="bench/run overload", formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Measures the rows of the overload table for Holdfast and its peers. Every run is kept: what was interrupted goes on\n"
                    "where it stopped, and rows that share a page share its run. --quick shortens the long pages and runs each once.\n\n" + told_lengths(),
        epilog="examples:\n  bench/run overload --quick --json rows.json\n  bench/run overload --row B1,B2 --quick\n"
               "  bench/run overload --row A1 --gateways holdfast,haproxy,nginx --again\n"
               "  bench/run overload --quick --gateways haproxy --json haproxy.json\n"
               "  bench/run overload --quick --gateways holdfast --beside haproxy.json --markdown rows.md\n\nrows:\n"
               + "\n".join(f"  {row.name}  {row.title}" for row in ROWS))
    parser.add_argument("--row", metavar="NAMES", type=_list_of([row.name for row in ROWS], str.upper), default=[row.name for row in ROWS],
                        help="some rows, for example A1,B2; default all")
    parser.add_argument("--quick", action="store_true", help="short phases, one round")
    parser.add_argument("--json", metavar="FILE", help="write the rows here")
    parser.add_argument("--markdown", metavar="FILE", help="write the rows here as a table for docs/overload.md")
    parser.add_argument("--beside", metavar="FILE", action="append", default=[],
                        help="shows the figures of gateways that are in this file, of --json, and are not measured now; may be given again")
    parser.add_argument("--gateways", metavar="NAMES", type=_list_of(GATEWAYS, str), default=["holdfast", "haproxy"],
                        help=f"some of {','.join(GATEWAYS)}; default holdfast,haproxy")
    parser.add_argument("--rounds", metavar="N", type=int, help=f"rounds instead of {ROUNDS} (quick: 1)")
    parser.add_argument("--again", action="store_true", help="forget the kept runs of these rows")
    parser.add_argument("--holdfast-binary", metavar="PATH", type=os.path.abspath, default=os.path.join(paths.REPOSITORY, "holdfast"),
                        help="the program that runs the drills and is measured; default ./holdfast")
    return parser.parse_args(arguments)


def _list_of(allowed, normal):
    def parse(text):
        names = [normal(name.strip()) for name in text.split(",") if name.strip()]
        unknown = [name for name in names if name not in allowed]
        if unknown or not names:
            raise argparse.ArgumentTypeError(f"unknown: {', '.join(unknown)}; there are: {', '.join(allowed)}")
        return [name for name in allowed if name in names]
    return parse


def all_pages():
    return [page for page in pages_of([row.name for row in ROWS]) if page not in OWN]


def pages_of(names):
    """Each once, in the order of the table. F3 looks at every page that is run, and runs all when it is asked for alone."""
    pages = list(dict.fromkeys(page for name in names for page in BY_NAME[name].pages if page != "*"))
    return pages or (all_pages() if "F3" in names else [])


def minutes(gateways, pages, is_quick, rounds=None):
    """What the measurement will take, unless it has to wait for another drill."""
    each = [(page, gateway) for page in pages for gateway in gateways if page not in OWN or gateway == "holdfast"]
    return sum(lengths.seconds(page, is_quick) * rounds_of(page, is_quick, rounds) for page, _ in each) / 60


def told_lengths():
    pages = pages_of([row.name for row in ROWS])
    def told(is_quick):
        return f"{minutes(['holdfast'], pages, is_quick):.0f} minutes for holdfast and {minutes(['haproxy'], pages, is_quick):.0f} for each peer"
    return f"All rows take {told(True)} with --quick, {told(False)} without."


def rounds_of(page, is_quick, rounds):
    return 1 if page in OWN else rounds or (1 if is_quick or page in LONG_PAGES else ROUNDS)


def run_drill(command):
    """What it said. Interrupted, it is asked to end what it has started and waited for: killed, it would leave that to the next run."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as drill:
        try:
            return drill.communicate()[1]
        except BaseException:
            drill.send_signal(signal.SIGINT)
            try:
                drill.wait(timeout=20)
            except subprocess.TimeoutExpired:
                drill.kill()
            raise


class Runs:
    """The kept reports: one file for each page, gateway and round, of one commit and length."""

    def __init__(self, options):
        self.options = options
        length = "quick" if options.quick else "full"
        self.folder = os.path.join(paths.WORK, "overload", f"{length}-{machine.commit().rstrip('+')}")
        os.makedirs(self.folder, exist_ok=True)

    def path(self, page, gateway, number):
        return os.path.join(self.folder, f"{page}-{gateway}-{number}.json")

    def _rounds(self, page):
        return rounds_of(page, self.options.quick, self.options.rounds)

    def wanted(self, pages):
        """Interleaved: every gateway once, then all again."""
        return [(page, gateway, number) for page in pages for number in range(self._rounds(page)) for gateway in self.options.gateways
                if page not in OWN or gateway == "holdfast"]

    def forget(self, pages):
        for wanted in self.wanted(pages):
            if os.path.exists(self.path(*wanted)):
                os.remove(self.path(*wanted))

    def make(self, pages):
        wanted = self.wanted(pages)
        missing = [one for one in wanted if not os.path.exists(self.path(*one))]
        if len(missing) < len(wanted):
            print(f"{len(wanted) - len(missing)} of {len(wanted)} runs are kept from before (--again repeats them)", file=sys.stderr)
        for index, (page, gateway, number) in enumerate(missing):
            left = sum(lengths.seconds(one, self.options.quick) for one, _, _ in missing[index:])
            began = time.monotonic()
            print(f"{index + 1} of {len(missing)}, {left / 60:.0f} minutes left: {page} on {gateway}, round {number + 1} ...", end="", file=sys.stderr, flush=True)
            self._run(page, gateway, number)
            print(f" {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)

    def _run(self, page, gateway, number):
        target = self.path(page, gateway, number)
        if page in OWN:
            with open(target + ".new", "w", encoding="utf-8") as file:
                json.dump(OWN[page](self.options.holdfast_binary, self.options.quick), file)
            os.replace(target + ".new", target)
            return
        command = [self.options.holdfast_binary, "drill", "run", os.path.join(lengths.FOLDER, f"{page}.yaml"), "--gateway", gateway,
                   "--json", target + ".new", *(["--quick"] if self.options.quick else [])]
        words = self._when_free(command)
        # 1 is also an expectation that did not hold: then there is a report, and the rows judge it.
        if not os.path.exists(target + ".new"):
            telling = [line for line in words.splitlines() if line.startswith("holdfast:") or "error" in line]
            raise RuntimeError(f"{page} on {gateway} could not be run:\n" + "\n".join(telling or [words[-1000:]]))
        os.replace(target + ".new", target)

    @staticmethod
    def _when_free(command):
        """Another drill on this machine uses the same addresses, and both would measure each other: let it end first."""
        give_up = time.monotonic() + PATIENCE
        while True:
            words = run_drill(command)
            if " is in use: " not in words or time.monotonic() > give_up:
                return words
            time.sleep(3)

    def read(self, page, gateway):
        if page == "*":
            return [run for one in all_pages() for run in self.read(one, gateway)]
        files = [self.path(page, gateway, number) for number in range(self._rounds(page))]
        return [Measured(file) if page in OWN else Run(file) for file in files if os.path.exists(file)]


def doubts_of(pages, runs, gateways):
    """Runs in which the load generator was short of something, or that ended early."""
    return [f"{page} on {gateway}: {run.doubt}" for page in pages for gateway in gateways for run in runs.read(page, gateway) if run.doubt]


def main(arguments):
    options = read_options(arguments)
    machine.require_programs({name for name in options.gateways if name != "holdfast"})
    os.makedirs(paths.WORK, exist_ok=True)
    runs = Runs(options)
    pages = pages_of(options.row)
    if options.again:
        runs.forget(pages)
    runs.make(pages)
    judged = [table.judge(BY_NAME[name], runs, options.gateways) for name in options.row]
    gateways = show_beside(judged, options)
    print(table.text(judged, gateways), end="")
    say("figures that are not there:", table.missing(judged, gateways))
    doubts = doubts_of(pages, runs, options.gateways)
    say("runs to doubt (use a quiet machine, then --again):", doubts)
    write(options, judged, gateways, doubts)
    known = [row["pass"] for row in judged if row["pass"] is not None]
    print(f"\n{sum(known)} of {len(known)} rows are met by holdfast" if known else "\nholdfast was not measured")
    return 0 if all(known) else 1


def show_beside(judged, options):
    """Puts in the figures of the files of --beside; all gateways that have some."""
    documents = [json.loads(open_text(file)) for file in options.beside]
    for index, row in enumerate(judged):
        earlier = [found[row["row"]] for found in map(table.rows_of, documents) if row["row"] in found]
        judged[index] = table.beside(row, earlier)
    return [gateway for gateway in GATEWAYS if any(gateway in part for row in judged for part in row["parts"])]


def open_text(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def say(title, lines):
    if lines:
        print(f"\n{title}\n  " + "\n  ".join(lines))


def write(options, judged, gateways, doubts):
    document = {"commit": machine.commit(), "quick": options.quick, "rows": judged, "doubts": doubts}
    for path, words in ((options.json, json.dumps(document, indent=2) + "\n"), (options.markdown, table.markdown(judged, gateways))):
        if path:
            with open(path, "w", encoding="utf-8") as file:
                file.write(words)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        # A drill ends what it has started by itself; the same command goes on with the run that was interrupted.
        print("\nbench/run: interrupted; the runs that were finished are kept", file=sys.stderr)
        sys.exit(130)
    except (RuntimeError, OSError) as problem:
        print(f"\nbench/run: {problem}", file=sys.stderr)
        sys.exit(1)
