"""What Holdfast set out to reach, and whether this run says it did."""


def judge(document):
    """(what, measured ratio or figure, bound, reached) for each target that this run has figures for."""
    found = []
    for shape, bound, peers in _RATIOS:
        cost = {name: figures["cpu_us_per_request"] for name, figures in document["shapes"].get(shape, {}).get("proxies", {}).items()}
        if "holdfast" in cost and all(peer in cost for peer in peers):
            best = min(cost[peer] for peer in peers)
            against = peers[0] if len(peers) == 1 else f"the better of {' and '.join(peers)}"
            found.append(_row(f"{shape}: CPU relative to {against}", cost["holdfast"] / best, bound))
    return found + _latency(document) + _memory(document) + _start(document)


_BOTH = ("haproxy", "nginx")
_RATIOS = [
    ("keepalive-100b", 0.80, ("haproxy",)),
    ("keepalive-100b", 0.90, ("nginx",)),
    ("keepalive-100b", 1.20, ("floor",)),
    ("headers-40", 0.90, _BOTH),
    ("body-10kb", 0.90, _BOTH),
    ("new-connection", 0.90, _BOTH),
    ("body-1mb", 1.00, _BOTH),
]


def _row(what, measured, bound):
    return {"what": what, "measured": round(measured, 3), "bound": bound, "reached": measured <= bound}


def _latency(document):
    seen = document.get("p99_at_70", {}).get("proxies", {})
    if not {"holdfast", "haproxy"} <= seen.keys():
        return []
    return [_row("p99 at 70 % of haproxy's maximum, relative to haproxy", seen["holdfast"]["p99_us"] / seen["haproxy"]["p99_us"], 1.0)]


def _memory(document):
    seen = document.get("idle_memory", {}).get("holdfast")
    return [_row("resident KiB of an idle client", seen["bytes_per_client"] / 1024, 3.0)] if seen else []


def _start(document):
    seen = document.get("start_ms", {}).get("holdfast")
    return [_row("ms from exec to the first answer", seen, 400)] if seen else []
