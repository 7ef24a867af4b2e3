"""bench/run proxy: what forwarding one request costs, side by side. bench/README.md tells the method."""
import argparse
import datetime
import json
import os
import sys
from dataclasses import dataclass

from harness import extras, load, machine, origins, paths, processes, proxies, report, results, rounds, targets
from harness.shapes import HEADLINE, SHAPES

MEASUREMENTS = [shape.name for shape in SHAPES] + ["p99-at-70", "idle-memory", "start"]


@dataclass(frozen=True)
class Settings:
    rounds: int
    warmup: float
    window: float


# CPU time is counted in ticks of 10 ms: at a quarter of a processor, a window of 4 s is good to 1 %, one of 2 s to 2 %.
# The warm-up is the same for all: a just-in-time compiler needs two seconds of traffic (docs/design/0002), and rates need to settle.
# Warm-up of all: as long as Holdfast compiles what has become hot when it has one processor with the load on it (docs/design/0009).
FULL = Settings(rounds=5, warmup=12.0, window=4.0)
QUICK = Settings(rounds=3, warmup=4.0, window=2.0)


def read_options(arguments):
    parser = argparse.ArgumentParser(
        prog="bench/run proxy", formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Measures CPU per request, maximum rate and latency of proxies, each pinned to processor 0, one at a time,\n"
                    "in interleaved rounds; load and servers on processor 1. Median of the rounds.",
        epilog="examples:\n  bench/run proxy --quick\n  bench/run proxy --only haproxy,nginx --shapes body-1mb,headers-40\n"
               "  bench/run proxy --holdfast-binary publish/holdfast --record --json figures.json")
    parser.add_argument("--quick", action="store_true", help="three short rounds: for a first look, not for a table that is shown")
    parser.add_argument("--json", metavar="FILE", help="write everything measured here")
    parser.add_argument("--only", metavar="NAMES", type=_list_of(proxies.ORDER), default=proxies.ORDER,
                        help=f"some of {','.join(proxies.ORDER)}")
    parser.add_argument("--shapes", metavar="NAMES", type=_list_of(MEASUREMENTS), default=MEASUREMENTS,
                        help=f"some of {','.join(MEASUREMENTS)}")
    parser.add_argument("--holdfast-binary", metavar="PATH", type=os.path.abspath, default=os.path.join(paths.REPOSITORY, "holdfast"),
                        help="the program to start as 'PATH run CONFIG'; default ./holdfast. For 'start', give the published single file")
    parser.add_argument("--rate", metavar="N", type=int, help="fixed rate in requests/s instead of 80 %% of the slowest one's maximum")
    parser.add_argument("--rounds", metavar="N", type=int, help="rounds instead of 5 (quick: 3)")
    parser.add_argument("--window", metavar="SECONDS", type=float, help="measured seconds a round instead of 4 (quick: 2)")
    parser.add_argument("--record", action="store_true", help="append the figures to bench/history/proxy.jsonl")
    return parser.parse_args(arguments)


def _list_of(allowed):
    def parse(text):
        names = [name.strip() for name in text.split(",") if name.strip()]
        unknown = [name for name in names if name not in allowed]
        if unknown or not names:
            raise argparse.ArgumentTypeError(f"unknown: {', '.join(unknown)}; there are: {', '.join(allowed)}")
        # In the order of the tables, whatever order was typed.
        return [name for name in allowed if name in names]
    return parse


def settings_of(options):
    base = QUICK if options.quick else FULL
    return Settings(options.rounds or base.rounds, base.warmup, options.window or base.window)


def measure(names, servers, options, settings):
    measured = {"shapes": {}}
    for shape in (shape for shape in SHAPES if shape.name in options.shapes):
        measured["shapes"][shape.name] = rounds.measure_shape(shape, names, servers, options, settings)
        print(report.shape_table(shape.name, measured["shapes"][shape.name]), flush=True)
    headline = SHAPES[0]
    if HEADLINE in options.shapes:
        measured["wrk_throughput"] = _wrk(headline, names, servers, options, settings)
        print(report.wrk_line(measured["wrk_throughput"]), flush=True)
    if "p99-at-70" in options.shapes:
        measured["p99_at_70"] = _latency(headline, names, servers, options, settings, measured)
        print(report.latency_table(measured["p99_at_70"]), flush=True)
    if "idle-memory" in options.shapes:
        measured["idle_memory"] = extras.idle_memory(names, servers, options, settings)
        print(report.memory_table(measured["idle_memory"]), flush=True)
    if "start" in options.shapes:
        measured["start_ms"] = extras.start_times(names, servers, options, settings)
        print(report.start_line(measured["start_ms"]), flush=True)
    return measured


def _wrk(shape, names, servers, options, settings):
    found = {}
    for name in names:
        rounds.progress(f"{shape.name}, wrk: {name}")
        with proxies.Proxy(name, servers, shape, options) as proxy:
            load.run(proxy, shape, servers, settings)
            found[name] = load.wrk_maximum(proxy, shape, settings)
    rounds.progress("")
    return found


def _latency(shape, names, servers, options, settings, measured):
    """All at 70 % of HAProxy's maximum; that one is measured here when the headline was not asked for."""
    known = measured["shapes"].get(HEADLINE, {}).get("proxies", {}).get("haproxy")
    if known:
        maximum = known["throughput"]
    else:
        with proxies.Proxy("haproxy", servers, shape, options) as proxy:
            maximum = load.run(proxy, shape, servers, settings)["throughput"]
    rate = round(0.7 * maximum)
    return {"rate": rate, "proxies": rounds.measure_latency(shape, names, servers, options, settings, rate)}


def main(arguments):
    options = read_options(arguments)
    settings = settings_of(options)
    machine.require_programs({"gcc", "taskset", "wrk", "nginx", "haproxy"} | ({"caddy"} & set(options.only)))
    machine.require_processors()
    os.makedirs(paths.WORK, exist_ok=True)
    names = proxies.available(options.only, options)
    if not names:
        raise SystemExit("bench/run: nothing left to measure")
    began = datetime.datetime.now(datetime.timezone.utc)
    processes.prepare()
    machine.compile_tool("load/rate.c", "rate")
    machine.compile_tool("floor/floor.c", "floor")
    servers = origins.Origins()
    if "holdfast" in names:
        proxies.prepare_holdfast(servers, options)
    measured = measure(names, servers, options, settings)
    document = results.document(measured, began, settings, options)
    print(report.targets_table(targets.judge(document)), end="")
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump(document, file, indent=2)
            file.write("\n")
    if options.record:
        results.record(document)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        # What was started is ended by processes.stop_all on the way out.
        print("\nbench/run: interrupted; everything that was started is being ended", file=sys.stderr)
        sys.exit(130)
    except (RuntimeError, OSError) as problem:
        print(f"\nbench/run: {problem}", file=sys.stderr)
        sys.exit(1)
