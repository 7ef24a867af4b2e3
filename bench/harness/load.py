"""The load: one run of the rate tool against one proxy, and what it saw."""
import json
import os
import re
import subprocess

from . import machine, paths, processes

CONNECTIONS = 64


def run(proxy, shape, origins, settings, rate=0.0):
    """Warms up, measures one window, and returns figures of one request. rate 0: as fast as answers come."""
    command = _command(proxy.port, shape, settings, rate) + ["--watch", ",".join(map(str, proxy.running.tree())),
                                                               "--processor", str(processes.PROXY_PROCESSOR)]
    connections_before, requests_before = origins.counts()
    busy_before = processes.processor_busy_seconds(processes.PROXY_PROCESSOR)
    own_before = proxy.running.cpu_seconds()
    seen = _run_pinned(command, settings)
    own = proxy.running.cpu_seconds() - own_before
    busy = processes.processor_busy_seconds(processes.PROXY_PROCESSOR) - busy_before
    connections, requests = (after - before for after, before in zip(origins.counts(), (connections_before, requests_before)))
    return _figures(seen, proxy, rate) | {
        "connects_per_request": round(connections / max(requests, 1), 4),
        "others_on_processor": round(max(busy - own, 0) / (settings.warmup + settings.window), 3)}


def direct_maximum(shape, origins, settings):
    """Requests/s with no proxy: above this, processor 1 and not the proxy is what limits."""
    seen = _run_pinned(_command(origins.ports[0], shape, settings, 0.0), settings)
    return round(seen["requests"] / seen["seconds"])


def wrk_maximum(proxy, shape, settings):
    """The well-known tool's word on the headline's maximum."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{max(int(settings.window), 1)}s", f"http://127.0.0.1:{proxy.port}{shape.path}"]
    text = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True, start_new_session=True,
                          preexec_fn=processes.own_group_above_others).stdout
    return round(float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1)))


def _command(port, shape, settings, rate):
    request = os.path.join(paths.WORK, "request")
    with open(request, "wb") as file:
        file.write(shape.request(port))
    command = [os.path.join(paths.WORK, "rate"), "--port", str(port), "--request", request, "--body-length",
               str(shape.body_bytes), "--connections", str(CONNECTIONS), "--rate", f"{rate:.1f}",
               "--warmup", str(settings.warmup), "--window", str(settings.window)]
    return command + (["--fresh"] if shape.fresh_connections else [])


def _run_pinned(command, settings):
    # This process is pinned to the load's processor, and its children inherit that; taskset says so in the process list.
    command = [machine.find("taskset"), "-c", str(processes.LOAD_PROCESSOR), *command]
    result = subprocess.run(command, capture_output=True, text=True, timeout=settings.warmup + settings.window + 60, check=False,
                            start_new_session=True, preexec_fn=processes.own_group_above_others)
    if result.returncode != 0:
        raise RuntimeError(f"the load tool failed: {result.stderr.strip()}")
    return json.loads(result.stdout)


def _figures(seen, proxy, rate):
    requests, seconds = seen["requests"], seen["seconds"]
    if requests == 0:
        raise RuntimeError(f"{proxy.name} answered nothing: {seen}\n{proxy.running.last_words()}")
    errors = sum(seen[kind] for kind in ("bad_status", "bad_length", "broken", "refused"))
    return {
        "cpu_us": (seen["user_us"] + seen["system_us"]) / requests,
        "user_us": seen["user_us"] / requests,
        "system_us": seen["system_us"] / requests,
        # Everything that ran on the proxy's processor, its softirqs while idle and other people's work included.
        "processor_us": seen["processor_us"] / requests,
        "throughput": requests / seconds,
        "proxy_busy": (seen["user_us"] + seen["system_us"]) / 1e6 / seconds,
        "p50_us": seen["p50_us"], "p99_us": seen["p99_us"], "p999_us": seen["p999_us"],
        "rss_kib": proxy.running.resident_kib(),
        "errors": errors, "reconnects": seen["reconnects"],
        # Behind its schedule by more than 50 ms at the end: the proxy could not follow the rate.
        "overloaded": rate > 0 and seen["late_s"] > 0.05,
    }
