"""bench/run overload: the rows of the overload table, each measured by a drill of bench/overload. bench/README.md tells the method."""
import argparse
import json
import os
import sys

from harness import machine, paths
from rows import BY_NAME, ROWS, table
from rows.runs import ROUNDS, Runs, minutes, pages_of

GATEWAYS = ["holdfast", "haproxy", "nginx", "caddy"]


def read_options(arguments):
    parser = argparse.ArgumentParser(
        prog="bench/run overload", formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Measures the rows of the overload table for Holdfast and its peers. Every run is kept: what was interrupted goes on\n"
                    "where it stopped, and rows that share a page share its run. --quick shortens the long pages and runs each once.\n\n" + told_lengths(),
        epilog="examples:\n  bench/run overload --quick --json rows.json\n  bench/run overload --row B1,B2 --quick\n"
               "  bench/run overload --row A1 --gateways holdfast,haproxy,nginx --again\n"
               "  bench/run overload --quick --gateways haproxy --json haproxy.json\n"
               "  bench/run overload --quick --gateways holdfast --beside haproxy.json --markdown docs/overload.md\n\nrows:\n"
               + "\n".join(f"  {row.name}  {row.title}" for row in ROWS))
    parser.add_argument("--row", metavar="NAMES", type=_list_of([row.name for row in ROWS], str.upper), default=[row.name for row in ROWS],
                        help="some rows, for example A1,B2; default all")
    parser.add_argument("--quick", action="store_true", help="short phases, one round")
    parser.add_argument("--json", metavar="FILE", help="write the rows here")
    parser.add_argument("--markdown", metavar="FILE", help="brings the table of the rows in this file up to date, for example docs/overload.md: what was\n"
                        "not measured and the reasons in its last column stay")
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


def told_lengths():
    pages = pages_of([row.name for row in ROWS])
    def told(is_quick):
        return f"{minutes(['holdfast'], pages, is_quick):.0f} minutes for holdfast and {minutes(['haproxy'], pages, is_quick):.0f} for each peer"
    return f"All rows take {told(True)} with --quick, {told(False)} without."


def doubts_of(pages, runs, gateways):
    """Runs in which the load generator was short of something, or that ended early."""
    return [f"{page} on {gateway}: {run.doubt}" for page in pages for gateway in gateways for run in runs.read(page, gateway) if run.doubt]


def main(arguments):
    options = read_options(arguments)
    pages = pages_of(options.row)
    machine.require_programs({name for name in options.gateways if name != "holdfast"} | ({"perf"} if "refusals" in pages else set()))
    os.makedirs(paths.WORK, exist_ok=True)
    runs = Runs(options)
    if options.again:
        runs.forget(pages)
    runs.make(pages)
    judged = [table.judge(BY_NAME[name], runs, options.gateways) for name in options.row]
    gateways = show_beside(judged, options)
    print(table.text(judged, gateways), end="")
    say("figures that are not there:", table.missing(judged, gateways))
    doubts = doubts_of(pages, runs, options.gateways)
    say("runs to doubt (use a quiet machine, then --again):", doubts)
    write(options, judged, doubts)
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


def write(options, judged, doubts):
    document = {"commit": machine.commit(), "quick": options.quick, "rows": judged, "doubts": doubts}
    if options.json:
        save(options.json, json.dumps(document, indent=2) + "\n")
    if options.markdown:
        save(options.markdown, table.into(open_text(options.markdown) if os.path.exists(options.markdown) else "", judged))


def save(path, words):
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
