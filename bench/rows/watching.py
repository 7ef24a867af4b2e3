"""What is looked at from outside while a drill runs: the gateway's own metrics, and samples of where its processor time goes."""
import os
import re
import subprocess
import urllib.request

from harness import machine, paths, processes, sampling

# Where every page's gateway has its API.
METRICS = "http://127.0.1.100:19900/metrics"
# "  12 s  x10       offered  9600 ...": what a drill says once a second.
SECOND = re.compile(r"^\s*(\d+) s\s+(\S+)\s+offered ")
# "   0.0 s  phase: calm": the gateway is there by then.
PHASE = re.compile(r"^\s*[\d.]+ s\s+phase: ")
# Of a phase, seconds before and after those that are sampled.
LEAD, TAIL = 2, 3


class LastMetrics:
    """The gateway's metrics of the last second of the drill: by name, each with its labels and value. Its servers and clients yield the processors to it."""

    def __init__(self):
        self.text = ""
        self.is_alone = False

    def hears(self, line, drill):
        if not self.is_alone and PHASE.match(line):
            self.is_alone = True
            yield_to_gateway(drill)
        if SECOND.match(line):
            try:
                with urllib.request.urlopen(METRICS, timeout=1) as answer:
                    self.text = answer.read().decode("utf-8")
            except OSError:
                pass  # The second before is nearly as good.

    def found(self):
        metrics = {}
        for name, labels, value in re.findall(r"^(\w+)(\{.*\})? (\S+)$", self.text, re.MULTILINE):
            if name.startswith(("holdfast_gc_pause", "holdfast_pool_slot_idle")):
                metrics.setdefault(name, []).append([labels, float(value)])
        return {"metrics": metrics}


class SampledPhases:
    """User-space samples of the threads that carry requests, in the middle of some phases."""

    def __init__(self, lengths):
        self.lengths = lengths
        self.running = {}

    def hears(self, line, drill):
        said = SECOND.match(line)
        phase = said and said.group(2)
        if phase not in self.lengths or phase in self.running:
            return
        seconds = self.lengths[phase] - LEAD - TAIL
        # The first line of a phase comes when its first second is over.
        command = [machine.find("perf"), "record", "-e", "cpu-clock:u", "-F", str(sampling.SAMPLES_EACH_SECOND), "-D", str(1000 * (LEAD - 1)),
                   *threads_that_serve(drill), "-o", os.path.join(paths.WORK, f"samples-{phase}.data"), "--", "sleep", str(LEAD - 1 + seconds)]
        self.running[phase] = (seconds, subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True))

    def found(self):
        sampled = {}
        for phase, (seconds, perf) in self.running.items():
            words = perf.communicate()[1]
            samples = re.search(r"\((\d+) samples\)", words)
            # Nothing at all is perf that was kept from watching, not a gateway that took no time.
            if samples:
                sampled[phase] = {"seconds": int(samples.group(1)) / sampling.SAMPLES_EACH_SECOND, "of": seconds}
        return {"userSpace": sampled}


def yield_to_gateway(drill):
    """
    Servers and clients are on machines of their own in life; here they share two processors with the gateway, and while a collection's thread waits for one that they have, the pause
    is theirs. So they get what it leaves. Only the gateway keeps the usual policy; threads that the others start later get theirs from those that start them.
    """
    for pid in processes.tree_of(drill):
        if not is_gateway(pid):
            for task in os.listdir(f"/proc/{pid}/task"):
                os.sched_setscheduler(int(task), os.SCHED_IDLE, os.sched_param(0))


def threads_that_serve(drill):
    """For perf: Holdfast's workers alone, since what its control side does is no part of a request; of others the whole program."""
    gateway = [pid for pid in processes.tree_of(drill) if is_gateway(pid)]
    workers = [task for pid in gateway for task in os.listdir(f"/proc/{pid}/task") if name_of(pid, task).startswith("worker-")]
    return ["-t", ",".join(workers)] if workers else ["-p", ",".join(map(str, gateway))]


def is_gateway(pid):
    with open(f"/proc/{pid}/cmdline", encoding="utf-8", errors="replace") as file:
        words = file.read()
    # Children of nginx write what they are over their command line.
    return "/gateway/gateway." in words or words.startswith("nginx: worker")


def name_of(pid, task):
    with open(f"/proc/{pid}/task/{task}/comm", encoding="utf-8") as file:
        return file.read()
