"""Where a gateway's processor time in user space goes while it is loaded: samples of the processor's clock, by perf."""
import os
import re
import subprocess
from collections import Counter
from dataclasses import dataclass

from . import load, machine, paths

# Not a divisor of the pace: samples must not come in step with requests. Of 4 s that is some 1,200 in user space, so 90 ns of chance a window.
SAMPLES_EACH_SECOND = 4_999
# Seconds of load before and after those that are sampled.
LEAD = 0.5
# perf gives up without a word when one of the threads ends just as it is about to watch it.
ATTEMPTS = 3


@dataclass(frozen=True)
class Pace:
    warmup: float
    window: float


@dataclass(frozen=True)
class Build:
    holdfast_binary: str
    template: str = "holdfast.yaml"


@dataclass(frozen=True)
class Sampled:
    samples: int
    data: str
    figures: dict


def window(proxy, shape, servers, seconds, rate, least=1):
    """One window of that load, sampled; again while perf was kept from running and saw less than that."""
    for _ in range(ATTEMPTS):
        sampled, words = _sample(proxy, shape, servers, seconds, rate)
        if sampled.samples >= least:
            return sampled
    raise RuntimeError(f"perf has taken {sampled.samples} samples, at least {least} are needed: {words}")


def by_function(data):
    """Samples by the name of the function in which they were taken."""
    report = subprocess.run([machine.find("perf"), "report", "-i", data, "--stdio", "-q", "--sort", "symbol", "-F", "sample,symbol", "-t", "|"],
                            capture_output=True, text=True, check=False)
    found = Counter()
    for line in report.stdout.splitlines():
        count, _, symbol = line.partition("|")
        if count.strip().isdigit():
            found[symbol.strip()] += int(count)
    return found, report.stderr


def _sample(proxy, shape, servers, seconds, rate):
    data = os.path.join(paths.WORK, "samples.data")
    pids = ",".join(map(str, proxy.running.tree()))
    command = [machine.find("perf"), "record", "-e", "cpu-clock:u", "-F", str(SAMPLES_EACH_SECOND), "-D", str(round(1000 * LEAD)), "-p", pids,
               "-o", data, "--", "sleep", str(LEAD + seconds)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as sampling:
        figures = load.run(proxy, shape, servers, Pace(warmup=LEAD, window=seconds + LEAD), rate)
        words = sampling.communicate()[1]
    if figures["overloaded"] or figures["errors"]:
        raise RuntimeError(f"the gateway did not keep up with {rate} requests/s: {figures}")
    found = re.search(r"\((\d+) samples\)", words)
    return Sampled(int(found.group(1)) if found else 0, data, figures), f"it ended with {sampling.returncode}: {words.strip()}"
