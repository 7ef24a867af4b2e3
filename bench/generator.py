"""bench/run generator: what `holdfast load` costs for each request, beside wrk."""
import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import threading
import time

from harness import machine, origins, paths, processes

# CPU time comes in ticks of 10 ms: at half a processor a window of 4 s is good to 1 %.
WINDOW = 4.0
WARM_UP = 8.0
# Between two windows the rate changes, and wrk needs a moment to start and to end.
MARGIN = 0.5
RESTING_RATE = 10


def read_options(arguments):
    parser = argparse.ArgumentParser(
        prog="bench/run generator", formatter_class=argparse.RawDescriptionHelpFormatter,
        description="CPU of one thread of `holdfast load` per request at a fixed rate, in windows that alternate with wrk's. wrk knows no\n"
                    "rate: it is measured as fast as it can be, with 64 connections and with as few as --few says, which makes it slower.\n"
                    "Generators on processor 0, an nginx that answers 100 bytes on processor 1.",
        epilog="examples:\n  bench/run generator\n  bench/run generator --rate 85000 --windows 3\n  bench/run generator --few 1 --json generator.json")
    parser.add_argument("--rate", metavar="N", type=int, default=40_000, help="requests/s of holdfast load, default 40000")
    parser.add_argument("--windows", metavar="N", type=int, default=5, help="windows of 4 s each, default 5")
    parser.add_argument("--few", metavar="N", type=int, default=2, help="connections of the slow wrk, default 2")
    parser.add_argument("--holdfast-binary", metavar="PATH", type=os.path.abspath, default=os.path.join(paths.REPOSITORY, "holdfast"))
    parser.add_argument("--json", metavar="FILE", help="write the figures here")
    return parser.parse_args(arguments)


class HoldfastLoad:
    """One process for all windows, so that its code is warm: it rests while wrk is measured."""

    def __init__(self, url, options):
        rest = 2 * (WINDOW + 2 * MARGIN)
        busy = WINDOW + 2 * MARGIN
        steps = [f"{options.rate}/{WARM_UP}s"] + [f"{RESTING_RATE}/{rest}s,{options.rate}/{busy}s"] * options.windows
        # When each window and the rest before it begin, seconds from the first request.
        self.rests = [WARM_UP + index * (rest + busy) + MARGIN for index in range(options.windows)]
        self.windows = [begin + rest for begin in self.rests]
        duration = WARM_UP + options.windows * (rest + busy)
        self.result_path = os.path.join(paths.WORK, "generator-load.json")
        self.process = subprocess.Popen(
            [options.holdfast_binary, "load", url, "-r", ",".join(steps), "--for", f"{duration}s", "--warm-up", "0s", "-c", "64",
             "--json", self.result_path],
            stdout=subprocess.PIPE, text=True, preexec_fn=_on_generators_processor)
        self.process.stdout.readline()
        # The first line tells of the first second.
        self.began = time.monotonic() - 1
        threading.Thread(target=self.process.stdout.read, daemon=True).start()

    def wait_until(self, seconds):
        time.sleep(max(0, self.began + seconds - time.monotonic()))

    def window(self, begin):
        self.wait_until(begin)
        cpu, at = processes.cpu_seconds_of(self.process.pid), time.monotonic()
        self.wait_until(begin + WINDOW)
        return (processes.cpu_seconds_of(self.process.pid) - cpu), time.monotonic() - at

    def finish(self):
        self.process.wait(timeout=60)
        with open(self.result_path, encoding="utf-8") as file:
            return json.load(file)

    def stop(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


def wrk(url, connections):
    """(CPU us of a request, requests/s)"""
    process = subprocess.Popen(["wrk", "-t1", f"-c{connections}", f"-d{WINDOW:.0f}s", url], stdout=subprocess.PIPE, text=True,
                               preexec_fn=_on_generators_processor)
    text = process.stdout.read()
    _, _, usage = os.wait4(process.pid, 0)
    requests = int(re.search(r"(\d+) requests in", text).group(1))
    return 1e6 * (usage.ru_utime + usage.ru_stime) / requests, requests / WINDOW


def _on_generators_processor():
    os.sched_setaffinity(0, {processes.PROXY_PROCESSOR})
    processes.own_group_above_others()


def measure(url, options):
    samples = {"holdfast": [], "wrk": [], "wrk_few": []}
    load = HoldfastLoad(url, options)
    try:
        for rest, window in zip(load.rests, load.windows):
            load.wait_until(rest)
            samples["wrk"].append(wrk(url, 64))
            samples["wrk_few"].append(wrk(url, options.few))
            cpu, seconds = load.window(window)
            samples["holdfast"].append((1e6 * cpu / (options.rate * seconds), options.rate))
        result = load.finish()
    finally:
        load.stop()
    return samples, result


def main(arguments):
    options = read_options(arguments)
    machine.require_programs({"wrk", "nginx"})
    machine.require_processors()
    os.makedirs(paths.WORK, exist_ok=True)
    processes.prepare()
    servers = origins.Origins()
    samples, result = measure(f"http://127.0.0.1:{servers.ports[0]}/100b", options)
    figures = {name: {"cpu_us": round(statistics.median(cpu for cpu, _ in seen), 2), "rate": round(statistics.median(rate for _, rate in seen)),
                      "windows": [round(cpu, 2) for cpu, _ in seen]} for name, seen in samples.items()}
    figures["ratio_to_wrk"] = round(figures["holdfast"]["cpu_us"] / figures["wrk"]["cpu_us"], 2)
    figures["ratio_to_slow_wrk"] = round(figures["holdfast"]["cpu_us"] / figures["wrk_few"]["cpu_us"], 2)
    figures["load"] = result
    titles = {"holdfast": "holdfast load", "wrk": "wrk, 64 connections", "wrk_few": f"wrk, {options.few} connections"}
    for name, title in titles.items():
        print(f"{title:<22} {figures[name]['cpu_us']:6.2f} us a request at {figures[name]['rate']:7,}/s   windows {figures[name]['windows']}")
    print(f"holdfast / wrk: {figures['ratio_to_wrk']} of its maximum, {figures['ratio_to_slow_wrk']} of its slow run")
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump(figures, file, indent=2)
            file.write("\n")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        print("\nbench/run: interrupted; everything that was started is being ended", file=sys.stderr)
        sys.exit(130)
    except (RuntimeError, OSError) as problem:
        print(f"\nbench/run: {problem}", file=sys.stderr)
        sys.exit(1)
