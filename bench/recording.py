"""bench/run recording: what counting and recording take of a proxied request's time in user space, by sampling the gateway that serves."""
import argparse
import json
import os
import re
import statistics
import sys
from collections import Counter

from harness import load, machine, origins, paths, processes, proxies, sampling
from harness.shapes import SHAPES

RATE = 20_000
WINDOWS, SECONDS = 25, 4.0
# Nanoseconds of a request that the second-by-second record may take.
ENOUGH = 100

# Recording cannot be switched off, so there is no "without" to compare with. These are its functions on a request's way; what the compiler
# put into one of them is counted with it, and what it put into others (an addition here and there) is not seen. Most count for the
# metrics and for the second-by-second record in one; a few only the record needs.
# So the former is less than the record takes, the latter more: what it takes by itself the pairs of ExchangeRecorderCostTests say.
RECORD_ONLY = re.compile(r"RecentRequests::|RetryMark::|RequestSketch::|ClientSketch::|SecondTimes::|ByteHash::")
RECORDING = re.compile(r"ExchangeRecorder::|RecentRequests::|RetryMark::|RequestSketch::|ClientSketch::|SecondTimes::|ByteHash::|(Route|Pool|Server|Class)Counters::|LabelledCounts::|LatencyHistogram::|SpanTap::|AccessLogWriter::")


def read_options(arguments):
    parser = argparse.ArgumentParser(
        prog="bench/run recording", formatter_class=argparse.RawDescriptionHelpFormatter,
        description=f"Loads Holdfast with {RATE:,} requests/s and samples {sampling.SAMPLES_EACH_SECOND:,} times a second which function its processor is in. The share of\n"
                    "recording's functions times the user-space time of a request is what recording takes. Needs perf; keep the machine quiet.",
        epilog="examples:\n  bench/run recording --json recording.json\n  bench/run recording --windows 5")
    parser.add_argument("--windows", metavar="N", type=int, default=WINDOWS, help=f"of {SECONDS:.0f} s each; default {WINDOWS}")
    parser.add_argument("--json", metavar="FILE", help="write the result here")
    parser.add_argument("--holdfast-binary", metavar="PATH", type=os.path.abspath, default=os.path.join(paths.REPOSITORY, "holdfast"),
                        help="what is measured; default ./holdfast")
    return parser.parse_args(arguments)


def sample_window(proxy, shape, servers):
    """(user-space us of a request, samples by function)."""
    sampled = sampling.window(proxy, shape, servers, SECONDS, RATE, least=round(10 * SECONDS))
    found, words = sampling.by_function(sampled.data)
    if not found:
        raise RuntimeError(f"perf cannot say where its samples were taken: {words}")
    return sampled.figures["user_us"], found


def measure(options):
    # Names of compiled functions are in a file that the runtime writes for perf; it costs nothing once they are compiled.
    os.environ["DOTNET_PerfMapEnabled"] = "1"
    # With it compiled code is mapped twice, and perf looks for its names in the file that is behind it.
    os.environ["DOTNET_EnableWriteXorExecute"] = "0"
    # With what it learns while running the compiler puts all of recording into the functions that call it, where sampling cannot tell it from them.
    os.environ["DOTNET_TieredPGO"] = "0"
    servers = origins.Origins()
    shape = SHAPES[0]
    users, samples = [], []
    with proxies.Proxy("holdfast", servers, shape, sampling.Build(options.holdfast_binary)) as proxy:
        # Until nothing is compiled any more: the worker's code is final after some ten seconds.
        load.run(proxy, shape, servers, sampling.Pace(warmup=20, window=2), RATE)
        for _ in range(options.windows):
            user, found = sample_window(proxy, shape, servers)
            users.append(user)
            samples.append(found)
    return users, samples


def figures(users, samples):
    def nanoseconds(pattern):
        each = [1000 * user * sum(count for name, count in found.items() if pattern.search(name)) / sum(found.values()) for user, found in zip(users, samples)]
        return {"median": round(statistics.median(each), 1), "error": round(statistics.stdev(each) / len(each) ** 0.5, 1) if len(each) > 1 else None, "windows": [round(one) for one in each]}

    together = sum(samples, Counter())
    every = sum(together.values())
    mean = statistics.mean(users)
    return {"commit": machine.commit(), "rate": RATE, "windows": len(users), "samples": every, "user_ns": round(1000 * statistics.median(users)),
            "recording_ns": nanoseconds(RECORDING), "record_only_ns": nanoseconds(RECORD_ONLY),
            "functions_ns": {name: round(1000 * mean * count / every, 1) for name, count in together.most_common() if RECORDING.search(name)},
            "others_ns": {name: round(1000 * mean * count / every, 1) for name, count in together.most_common(25) if not RECORDING.search(name)}}


def main(arguments):
    options = read_options(arguments)
    machine.require_programs({"gcc", "taskset", "nginx"})
    machine.require_processors()
    if not machine.find("perf"):
        raise RuntimeError("perf is not installed (Debian: linux-perf)")
    os.makedirs(paths.WORK, exist_ok=True)
    processes.prepare()
    machine.compile_tool("load/rate.c", "rate")
    result = figures(*measure(options))
    recording, alone = result["recording_ns"], result["record_only_ns"]
    print(f"user space of a request {result['user_ns']} ns; {result['windows']} windows, {result['samples']} samples")
    print(f"metrics and the second-by-second record   {recording['median']:6.1f} ns +- {recording['error']}")
    print(f"of it functions that only the record needs {alone['median']:5.1f} ns +- {alone['error']}   at most {ENOUGH}; its additions inside the others are not in it")
    for name, time in result["functions_ns"].items():
        if time >= 0.5:
            print(f"  {time:6.1f}  {name[:110]}")
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump(result, file, indent=2)
            file.write("\n")
    return 0 if alone["median"] <= ENOUGH else 1


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        print("\nbench/run: interrupted", file=sys.stderr)
        sys.exit(130)
    except (RuntimeError, OSError) as problem:
        print(f"\nbench/run: {problem}", file=sys.stderr)
        sys.exit(1)
