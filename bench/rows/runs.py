"""The runs that rows are read from: which there are, how long they take, how they are made and kept."""
import json
import os
import signal
import subprocess
import sys
import time

from harness import paths, program
from . import BY_NAME, ROWS, cost, pages as lengths, protection_cost, watching
from .reading import Measured, Run

# Of the full length, figures are medians of so many interleaved runs; pages of ten minutes and more run once.
ROUNDS = 5
LONG_PAGES = {"steady", "sustained", "memory"}
# Measurements of Holdfast alone that are no drills.
OWN = {"protection-cost": protection_cost.measure}
# Pages whose figures only Holdfast has.
ALONE = {*OWN, "pauses"}
# What is looked at from outside while a page runs.
WATCHES = {"pauses": watching.LastMetrics, "refusals": lambda: watching.SampledPhases(cost.SAMPLED)}
# Beside the program: what the reports come from, and not how they are read.
MADE_OF = ["bench/overload", "bench/peers", "bench/load", *(f"bench/rows/{name}.py" for name in ("watching", "protection_cost", "cost"))]
# Seconds to wait for another drill's end.
PATIENCE = 600


def all_pages():
    return [page for page in pages_of([row.name for row in ROWS]) if page not in OWN]


def pages_of(names):
    """Each once, in the order of the table. F3 looks at every page that is run, and runs all when it is asked for alone."""
    pages = list(dict.fromkeys(page for name in names for page in BY_NAME[name].pages if page != "*"))
    return pages or (all_pages() if "F3" in names else [])


def minutes(gateways, pages, is_quick, rounds=None):
    """What the measurement will take, unless it has to wait for another drill."""
    each = [(page, gateway) for page in pages for gateway in gateways if page not in ALONE or gateway == "holdfast"]
    return sum(lengths.seconds(page, is_quick) * rounds_of(page, is_quick, rounds) for page, _ in each) / 60


def rounds_of(page, is_quick, rounds):
    return 1 if page in OWN else rounds or (1 if is_quick or page in LONG_PAGES else ROUNDS)


def run_drill(command, watch):
    """What it said, line by line also to the watch. Interrupted, it is asked to end what it has started and waited for: killed, it would leave that to the next run."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as drill:
        try:
            words = []
            for line in drill.stderr:
                words.append(line)
                if watch:
                    watch.hears(line, drill.pid)
            return "".join(words)
        except BaseException:
            drill.send_signal(signal.SIGINT)
            try:
                drill.wait(timeout=20)
            except subprocess.TimeoutExpired:
                drill.kill()
            raise


def add(path, seen):
    """What was seen from outside goes into the drill's report."""
    if seen:
        report = {**json.loads(_text_of(path)), **seen}
        with open(path, "w", encoding="utf-8") as file:
            json.dump(report, file)


def remove(path):
    if os.path.exists(path):
        os.remove(path)


def _text_of(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


class Runs:
    """The kept reports: one file for each page, gateway and round, of one program, one set of pages and one length."""

    def __init__(self, options):
        self.options = options
        length = "quick" if options.quick else "full"
        self.folder = program.kept_in(os.path.join(paths.WORK, "overload", f"{length}-"), options.holdfast_binary, MADE_OF)
        os.makedirs(self.folder, exist_ok=True)

    def path(self, page, gateway, number):
        return os.path.join(self.folder, f"{page}-{gateway}-{number}.json")

    def _rounds(self, page):
        return rounds_of(page, self.options.quick, self.options.rounds)

    def wanted(self, pages):
        """Interleaved: every gateway once, then all again."""
        return [(page, gateway, number) for page in pages for number in range(self._rounds(page)) for gateway in self.options.gateways
                if page not in ALONE or gateway == "holdfast"]

    def forget(self, pages):
        for wanted in self.wanted(pages):
            remove(self.path(*wanted))

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
        # Of a run that was interrupted: it would pass for the one that follows, even where that cannot start.
        remove(target + ".new")
        if page in OWN:
            with open(target + ".new", "w", encoding="utf-8") as file:
                json.dump(OWN[page](self.options.holdfast_binary, self.options.quick), file)
            os.replace(target + ".new", target)
            return
        command = [self.options.holdfast_binary, "drill", "run", os.path.join(lengths.FOLDER, f"{page}.yaml"), "--gateway", gateway,
                   "--json", target + ".new", *(["--quick"] if self.options.quick else [])]
        words, seen = self._when_free(command, WATCHES.get(page))
        # 1 is also an expectation that did not hold: then there is a report, and the rows judge it.
        if not os.path.exists(target + ".new"):
            telling = [line for line in words.splitlines() if line.startswith("holdfast:") or "error" in line]
            raise RuntimeError(f"{page} on {gateway} could not be run:\n" + "\n".join(telling or [words[-1000:]]))
        add(target + ".new", seen)
        os.replace(target + ".new", target)

    @staticmethod
    def _when_free(command, watching_of):
        """Another drill on this machine uses the same addresses, and both would measure each other: let it end first."""
        give_up = time.monotonic() + PATIENCE
        while True:
            watch = watching_of() if watching_of else None
            words = run_drill(command, watch)
            if " is in use: " not in words or time.monotonic() > give_up:
                return words, watch.found() if watch else {}
            time.sleep(3)

    def read(self, page, gateway):
        if page == "*":
            return [run for one in all_pages() for run in self.read(one, gateway)]
        files = [self.path(page, gateway, number) for number in range(self._rounds(page))]
        return [Measured(file) if page in OWN else Run(file) for file in files if os.path.exists(file)]
