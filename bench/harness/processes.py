"""Starting, pinning, watching and surely ending processes."""
import atexit
import ctypes
import os
import resource
import signal
import subprocess
import sys
import time

from . import paths

PROXY_PROCESSOR = 0
LOAD_PROCESSOR = 1

# Above ordinary processes: who else works on the machine then disturbs little. Needs root; without it, nothing changes.
PRIORITY = -15

_running = []
_die_with_parent = 1  # PR_SET_PDEATHSIG: even a killed bench leaves no proxy behind
_libc = ctypes.CDLL(None)


def prepare():
    """Puts this process beside the load, lifts its descriptor limit, and makes every way out end what was started."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    os.sched_setaffinity(0, {LOAD_PROCESSOR})
    atexit.register(stop_all)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(130))


def own_group_above_others():
    """Called in a child that leads a new session, before exec: proxy, load and servers stay equals among themselves."""
    _libc.prctl(_die_with_parent, signal.SIGTERM)
    try:
        os.setpriority(os.PRIO_PROCESS, 0, PRIORITY)
        # With automatic groups, priority counts only within a session; between sessions it is the group's that counts.
        with open("/proc/self/autogroup", "w", encoding="ascii") as file:
            file.write(str(PRIORITY))
    except OSError:
        pass


class Running:
    """A process group with a log; its CPU time and memory are those of the whole tree."""

    def __init__(self, name, command, processors, environment=None):
        self.name = name
        self.log_path = os.path.join(paths.WORK, f"{name}.log")

        def before_exec():
            os.sched_setaffinity(0, processors)
            own_group_above_others()

        with open(self.log_path, "wb") as log:
            self.process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=paths.WORK, start_new_session=True,
                preexec_fn=before_exec, env={**os.environ, **(environment or {})})
        _running.append(self)

    def tree(self):
        """This process and all below it."""
        return tree_of(self.process.pid)

    def cpu_seconds(self):
        return sum(cpu_seconds_of(pid) for pid in self.tree())

    def resident_kib(self):
        return sum(_status_kib(pid, "VmRSS:") for pid in self.tree())

    def alive(self):
        return self.process.poll() is None

    def last_words(self):
        with open(self.log_path, encoding="utf-8", errors="replace") as file:
            return file.read()[-2000:].strip()

    def stop(self):
        """Asks the group, then kills it: what is left of a proxy would spoil the next one's figures."""
        if self in _running:
            _running.remove(self)
        _signal_group(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(timeout=3)
        except subprocess.TimeoutExpired:
            pass
        _signal_group(self.process.pid, signal.SIGKILL)
        self.process.wait()


def tree_of(pid):
    """This process and all below it."""
    found, pending = [], [pid]
    while pending:
        one = pending.pop()
        found.append(one)
        try:
            for task in os.listdir(f"/proc/{one}/task"):
                with open(f"/proc/{one}/task/{task}/children", encoding="ascii") as file:
                    pending.extend(int(child) for child in file.read().split())
        except FileNotFoundError:
            continue
    return found


def stop_all():
    for running in list(_running):
        running.stop()


def _signal_group(group, number):
    try:
        os.killpg(group, number)
    except ProcessLookupError:
        pass


def cpu_seconds_of(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
            fields = file.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (FileNotFoundError, ProcessLookupError):
        return 0.0


def _status_kib(pid, field):
    try:
        with open(f"/proc/{pid}/status", encoding="utf-8") as file:
            return next((int(line.split()[1]) for line in file if line.startswith(field)), 0)
    except (FileNotFoundError, ProcessLookupError):
        return 0


def processor_busy_seconds(processor):
    """Time the processor did not idle, of everybody, stolen time included; fields of /proc/stat."""
    with open("/proc/stat", encoding="ascii") as file:
        fields = next(line for line in file if line.startswith(f"cpu{processor} ")).split()[1:]
    user, nice, system, _idle, _wait, irq, softirq, steal = (int(field) for field in fields[:8])
    return (user + nice + system + irq + softirq + steal) / os.sysconf("SC_CLK_TCK")


def wait_until(condition, seconds, what, running=None):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return
        if running is not None and not running.alive():
            break
        time.sleep(0.01)
    words = f":\n{running.last_words()}" if running is not None else ""
    raise RuntimeError(f"{what} did not happen within {seconds} s{words}")
