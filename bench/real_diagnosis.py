"""bench/run diagnosis --real: outages of known cause played against a running gateway, and how often its diagnosis names them."""
import argparse
import concurrent.futures
import datetime
import hashlib
import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import time
from collections import defaultdict

from harness import machine, paths, program
from real.pages import CALM_SECONDS, JUDGED_AFTER, PAGES, TROUBLE_SECONDS
from real.watching import Watch

FOLDER = os.path.join(paths.WORK, "diagnosis")
# Finished pages by program: an interrupted measurement goes on where it stopped.
KEPT = os.path.join(FOLDER, "kept")
# Beside the program: what is played, and how it is judged, for rows are kept judged.
MADE_OF = ["bench/diagnosis", "bench/real", "bench/real_diagnosis.py"]
HISTORY = os.path.join(paths.BENCH, "history", "diagnosis-real.jsonl")
OWN_BINARY = os.path.join(paths.REPOSITORY, "holdfast")
ENOUGH = 0.9
# Below this share of requests that were not answered well nobody was hurt.
HARM = 0.02
# 127.0.9.x and, of drills beside each other, those that follow; built-in drills are on 127.0.1.x.
FIRST_NETWORK = 9
# Runs of a page until one begins in peace.
ATTEMPTS = 3
# Seconds to wait for another drill's end.
PATIENCE = 600
CAUSES = list(dict.fromkeys(page.cause for page in PAGES))


def read_options(arguments):
    parser = argparse.ArgumentParser(
        prog="bench/run diagnosis --real", formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Plays 28 outages (nine causes, three ways each, and most of a small service) with servers, load and a gateway that run, and asks GET /api/diagnosis\n"
                    f"{JUDGED_AFTER} s after the onset which cause is first. Takes a quarter of an hour; keep the machine quiet.",
        epilog="examples:\n  bench/run diagnosis --real --json real.json\n  bench/run diagnosis --real --only network,surge-ramp\n\npages:\n  "
               + "\n  ".join(page.name for page in PAGES))
    parser.add_argument("--at-once", metavar="N", type=int, default=1, help="so many at a time, each on addresses of its own; default 1. Two processors bear three")
    parser.add_argument("--only", metavar="NAMES", type=lambda text: text.split(","), default=[], help="some causes or pages")
    parser.add_argument("--again", action="store_true", help="also play pages that were finished with this program before")
    parser.add_argument("--seconds", metavar="N", type=float, help="begin no further page after so long; what is left is played by the next run")
    parser.add_argument("--json", metavar="FILE", help="write the result here")
    parser.add_argument("--record", action="store_true", help="append the result to bench/history/diagnosis-real.jsonl")
    parser.add_argument("--holdfast-binary", metavar="PATH", type=os.path.abspath, default=OWN_BINARY,
                        help="the program that runs the drills and is asked; default ./holdfast")
    options = parser.parse_args(arguments)
    unknown = [name for name in options.only if not any(name in (page.cause, page.name) for page in PAGES)]
    if unknown:
        parser.error(f"there is no page or cause {', '.join(unknown)}")
    return options


class Lane:
    """Addresses, pages and a turn of its own, so that drills may run beside each other."""

    def __init__(self, number):
        self.network = f"127.0.{FIRST_NETWORK + number}"
        self.folder = os.path.join(FOLDER, f"lane-{number}")
        self.environment = {**os.environ, "XDG_STATE_HOME": os.path.join(self.folder, "state")}
        self._write()

    def path(self, page, ending):
        return os.path.join(self.folder, page.name + ending)

    def _write(self):
        """The pages as files that `holdfast drill run` also runs by hand, with their configurations beside them."""
        shutil.rmtree(self.folder, ignore_errors=True)
        peers = os.path.join("peers", "holdfast")
        os.makedirs(os.path.join(self.folder, peers))
        source = os.path.join(paths.BENCH, "diagnosis", peers)
        for name in os.listdir(source):
            with open(os.path.join(source, name), encoding="utf-8") as file, open(os.path.join(self.folder, peers, name), "w", encoding="utf-8") as copy:
                copy.write(file.read().replace(f"127.0.{FIRST_NETWORK}.", f"{self.network}."))
        for number, page in enumerate(PAGES):
            with open(self.path(page, ".yaml"), "w", encoding="utf-8") as file:
                file.write(page.text(number, self.network))


def play(page, lane, options):
    """As a row of the result; again when the gateway was not well before the onset: what it says of a trouble begins with better days."""
    for attempt in range(1, ATTEMPTS + 1):
        row = play_once(page, lane, options)
        if not row["spoiled"]:
            break
        print(f"{page.name}: something was wrong before the onset (attempt {attempt} of {ATTEMPTS})", file=sys.stderr, flush=True)
    return row


class Kept:
    """Rows of pages that were finished with the same program."""

    def __init__(self, binary):
        own = binary == OWN_BINARY
        self._folder = program.kept_in(os.path.join(KEPT, ""), binary, MADE_OF) if own else os.path.join(KEPT, fingerprint(os.path.dirname(binary)))

    def read(self, page):
        try:
            with open(self._path(page), encoding="utf-8") as file:
                return json.load(file)
        except FileNotFoundError:
            return None

    def write(self, page, row):
        os.makedirs(self._folder, exist_ok=True)
        with open(self._path(page) + ".new", "w", encoding="utf-8") as file:
            json.dump(row, file)
        os.replace(self._path(page) + ".new", self._path(page))

    def _path(self, page):
        return os.path.join(self._folder, page.name + ".json")


def fingerprint(folder):
    """Of a built program: names, sizes and times of its files. The tree's commit says nothing about it."""
    files = sorted((entry.name, entry.stat().st_size, entry.stat().st_mtime_ns) for entry in os.scandir(folder) if entry.is_file())
    return hashlib.sha256(repr(files).encode()).hexdigest()[:12]


def play_once(page, lane, options):
    report = lane.path(page, ".json")
    command = [options.holdfast_binary, "drill", "run", lane.path(page, ".yaml"), "--json", report]
    give_up = time.monotonic() + PATIENCE
    while True:
        watch, onset, words = run_drill(command, lane)
        # Another drill on this machine uses the same addresses, and both would measure each other: let it end first.
        if " is in use" not in words or time.monotonic() > give_up:
            break
        time.sleep(3)
    if onset is None or not os.path.exists(report):
        raise RuntimeError(f"{page.name} could not be run:\n{words[-1000:]}")
    with open(report, encoding="utf-8") as file:
        told = json.load(file)
    with open(lane.path(page, ".diagnosis.json"), "w", encoding="utf-8") as file:
        json.dump(watch.last, file, indent=1)
    return {"page": page.name, "cause": page.cause, **judge(page.cause, watch, onset, hurt_share(told)), **({"doubt": told["doubt"]} if told.get("doubt") else {})}


def run_drill(command, lane):
    """What the gateway said meanwhile, when the trouble began, and what the drill said."""
    onset, words = None, []
    with Watch(lane.network) as watch, subprocess.Popen(command, env=lane.environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as drill:
        try:
            for line in drill.stderr:
                words.append(line)
                if "phase: trouble" in line:
                    onset = time.monotonic()
        except BaseException:
            # It ends what it has started; killed, it would leave that to the next run.
            drill.send_signal(signal.SIGINT)
            drill.wait(timeout=20)
            raise
    return watch, onset, "".join(words)


def play_all(pages, options):
    """Rows by page name: of all pages, or of those that the time was enough for."""
    kept = Kept(options.holdfast_binary)
    rows = {} if options.again else {page.name: row for page in pages if (row := kept.read(page)) is not None}
    give_up = time.monotonic() + options.seconds if options.seconds else float("inf")
    lanes = queue.SimpleQueue()
    for number in range(options.at_once):
        lanes.put(Lane(number))

    def one(page):
        lane = lanes.get()
        try:
            row = play(page, lane, options) if time.monotonic() < give_up else None
        finally:
            lanes.put(lane)
        if row is not None:
            kept.write(page, row)
            rows[page.name] = row
            print(f"{page.name}: {row['first'] or 'nothing'}", file=sys.stderr, flush=True)

    # Pages of one cause are alike in what they need of the machine: those that run at the same time are of different causes.
    spread = sorted((page for page in pages if page.name not in rows), key=lambda page: [other.name for other in pages if other.cause == page.cause].index(page.name))
    with concurrent.futures.ThreadPoolExecutor(options.at_once) as pool:
        list(pool.map(one, spread))
    return rows


def hurt_share(report):
    """Of the requests that came after the onset: how many were not answered well."""
    sums = {name: sum(sum(one[name][CALM_SECONDS:]) for one in report["classes"]) for name in ("offered", "good")}
    return 1 - sums["good"] / max(1, sums["offered"])


def judge(cause, watch, onset, hurt):
    during = [look for look in watch.until(onset + JUDGED_AFTER) if look.at >= onset]
    suspected = [look for look in during if look.state != "normal"]
    ranking = during[-1].ranking if during else []
    # Since when the cause was first without a break until it was judged.
    since = None
    for look in during:
        is_first = bool(look.ranking) and look.ranking[0][0] == cause
        since = (since if since is not None else look.at - onset) if is_first else None
    before = watch.until(onset)
    return {
        # Steady state was not met: such a run says nothing.
        "spoiled": not before or before[-1].state != "normal",
        "first": ranking[0][0] if ranking else None,
        "probability": ranking[0][1] if ranking else None,
        "right": since is not None,
        # The gateway kept it from doing harm, and rightly says nothing: there is no cause to name.
        "harmless": hurt < HARM and not suspected,
        "hurt": round(hurt, 3),
        "in_three": cause in [name for name, _, _ in ranking[:3]],
        "stated": during[-1].stated or None if during else None,
        "detected_s": round(suspected[0].at - onset, 1) if suspected else None,
        "first_since_s": round(since, 1) if since is not None else None,
    }


def summary(rows):
    harmless, spoiled = sum(row["harmless"] for row in rows), sum(row["spoiled"] for row in rows)
    rows = [row for row in rows if not row["harmless"] and not row["spoiled"]]
    by_cause = defaultdict(list)
    for row in rows:
        by_cause[row["cause"]].append(row)
    stated = [row for row in rows if row["stated"]]
    return {
        "runs": len(rows),
        "harmless": harmless,
        "spoiled": spoiled,
        "top1": share(rows, lambda row: row["right"]),
        "top3": share(rows, lambda row: row["in_three"]),
        "detected": share(rows, lambda row: row["detected_s"] is not None),
        "stated": len(stated),
        "stated_wrongly": sum(row["stated"] != row["cause"] for row in stated),
        "by_cause": {cause: f"{sum(row['right'] for row in by_cause[cause])}/{len(by_cause[cause])}" for cause in CAUSES if by_cause[cause]},
    }


def share(rows, condition):
    return round(sum(map(condition, rows)) / len(rows), 3) if rows else 0.0


def table(rows):
    lines = [("page", "first in the ranking", "P", "detected", "first since", "stated", "hurt", "")]
    for row in rows:
        lines.append((row["page"], row["first"] or "nothing", "-" if row["probability"] is None else f"{row['probability']:.2f}", seconds(row["detected_s"]),
                      seconds(row["first_since_s"]), row["stated"] or "-", f"{100 * row['hurt']:.0f} %", "spoiled" if row["spoiled"] else "harmless" if row["harmless"] else "ok" if row["right"] else "NO"))
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip() for line in lines)


def seconds(value):
    return "-" if value is None else f"{value:.1f} s"


def main(arguments):
    options = read_options(arguments)
    pages = [page for page in PAGES if not options.only or page.cause in options.only or page.name in options.only]
    finished = play_all(pages, options)
    left = [page.name for page in pages if page.name not in finished]
    if left:
        print(f"{len(finished)} of {len(pages)} pages are finished; the same command goes on with {', '.join(left)}", file=sys.stderr)
        return 3
    rows = [finished[page.name] for page in pages]
    result = summary(rows)
    print(table(rows))
    print("\nright cause first, by cause: " + ", ".join(f"{cause} {share}" for cause, share in result["by_cause"].items()))
    print(f"right cause first {result['top1']:.3f} (at least {ENOUGH}), in the first three {result['top3']:.3f}, detected {result['detected']:.3f}, "
          f"stated {result['stated']} of {result['runs']}, wrongly {result['stated_wrongly']}; {result['harmless']} more did no harm and were not remarked, {result['spoiled']} were spoiled")
    print(f"what the gateway said at the end of each is in {os.path.relpath(FOLDER, paths.REPOSITORY)}/lane-*/PAGE.diagnosis.json")
    document = {"date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"), "commit": machine.commit(), "judged_after_s": JUDGED_AFTER,
                "trouble_s": TROUBLE_SECONDS, "real": result, "rows": rows}
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump(document, file, indent=2)
            file.write("\n")
    if options.record:
        with open(HISTORY, "a", encoding="utf-8") as file:
            file.write(json.dumps(document) + "\n")
    return 0 if result["top1"] >= ENOUGH else 1


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        print("\nbench/run: interrupted", file=sys.stderr)
        sys.exit(130)
    except (RuntimeError, OSError) as problem:
        print(f"\nbench/run: {problem}", file=sys.stderr)
        sys.exit(1)
