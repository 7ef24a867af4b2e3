"""F1: user-space time of a request with protection on and off. Two processes of Holdfast, loaded in turns with the same requests."""
import os
import statistics

from harness import load, machine, origins, paths, processes, proxies, sampling
from harness.shapes import SHAPES

# Far below what one thread can do, and enough for some thousand samples of the kernel's clock in all.
RATE = 20_000
OFF = "\nprotection: off\n"


def measure(binary, is_quick):
    pairs, window = (9, 2.0) if is_quick else (25, 4.0)
    machine.require_programs({"gcc", "taskset", "nginx", "perf"})
    machine.require_processors()
    os.makedirs(paths.WORK, exist_ok=True)
    mine = os.sched_getaffinity(0)
    processes.prepare()
    machine.compile_tool("load/rate.c", "rate")
    servers = origins.Origins()
    try:
        return _measure(binary, servers, pairs, window)
    finally:
        processes.stop_all()
        os.sched_setaffinity(0, mine)


def _measure(binary, servers, pairs, window):
    shape = SHAPES[0]
    with _start(binary, servers, shape, "") as on, _start(binary, servers, shape, OFF) as off:
        for proxy in (on, off):
            load.run(proxy, shape, servers, sampling.Pace(warmup=5, window=1), RATE)
        differences, users = [], []
        for number in range(pairs):
            # Who comes first changes, so that a drift of the machine does not count for one of them.
            order = (on, off) if number % 2 == 0 else (off, on)
            seen = {proxy: _user_nanoseconds(proxy, shape, servers, window) for proxy in order}
            differences.append(seen[on] - seen[off])
            users.append(seen[off])
    return {"nanoseconds": statistics.median(differences), "error": statistics.stdev(differences) / len(differences) ** 0.5,
            "off_nanoseconds": statistics.median(users), "pairs": [round(one) for one in differences]}


def _user_nanoseconds(proxy, shape, servers, window):
    """
    Of one request, from samples of the processor's clock that were taken in user space. The time that the kernel keeps for a process is not fine
    enough: it asks 250 times a second who runs, and a window has some seventy of these in user space.
    """
    return sampling.window(proxy, shape, servers, window, RATE).samples / sampling.SAMPLES_EACH_SECOND * 1e9 / (RATE * window)


def _start(binary, servers, shape, extra):
    """The bench's own configuration, with protection as it comes or off."""
    with open(os.path.join(paths.BENCH, "peers", "holdfast.yaml"), encoding="utf-8") as file:
        text = file.read()
    template = os.path.join(paths.WORK, "holdfast-off.template" if extra else "holdfast-on.template")
    with open(template, "w", encoding="utf-8") as file:
        file.write(text + extra)
    return proxies.Proxy("holdfast", servers, shape, sampling.Build(binary, template))
