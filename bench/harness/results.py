"""Everything measured as one document, and one line of it for the history."""
import json
import os

from . import machine, paths
from .shapes import HEADLINE


def document(measured, began, settings, options):
    headline = measured["shapes"].get(HEADLINE, {}).get("proxies", {})
    whole = {
        "date": began.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "commit": machine.commit(),
        "quick": options.quick,
        "settings": {"rounds": settings.rounds, "warmup_s": settings.warmup, "window_s": settings.window},
        "machine": machine.facts(),
        "cpu_us_per_request": {name: figures["cpu_us_per_request"] for name, figures in headline.items()},
        "throughput": {name: figures["throughput"] for name, figures in headline.items()},
        "ratio_to_holdfast": ratios(headline),
    }
    for shape in measured["shapes"].values():
        shape["ratio_to_holdfast"] = ratios(shape["proxies"])
        shape["ratio_to_holdfast_at_maximum"] = ratios(shape["proxies"], "maximum")
    return whole | measured


def ratios(by_name, load="fixed"):
    """CPU per request relative to Holdfast's, at the "fixed" rate or at each one's "maximum": 1.25 costs a quarter more."""
    own = by_name.get("holdfast", {}).get(load, {}).get("cpu_us")
    return {name: round(figures[load]["cpu_us"] / own, 3) for name, figures in by_name.items()} if own else {}


def record(document):
    """The history keeps the figures and drops the rounds; no path and no host name is in it."""
    line = {key: value for key, value in document.items() if key not in ("shapes", "p99_at_70")}
    line["shapes"] = {name: _short(shape) for name, shape in document["shapes"].items()}
    if "p99_at_70" in document:
        latency = document["p99_at_70"]
        line["p99_at_70"] = {"rate": latency["rate"], "p99_us": {name: figures["p99_us"] for name, figures in latency["proxies"].items()}}
    os.makedirs(os.path.dirname(paths.HISTORY), exist_ok=True)
    with open(paths.HISTORY, "a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")


def _short(shape):
    def column(pick):
        return {name: pick(figures) for name, figures in shape["proxies"].items()}
    return {"fixed_rate": shape["fixed_rate"],
            "cpu_us_per_request": column(lambda figures: figures["cpu_us_per_request"]),
            "cpu_us_at_maximum": column(lambda figures: figures["maximum"]["cpu_us"]),
            "throughput": column(lambda figures: figures["throughput"]),
            "p99_us": column(lambda figures: figures["fixed"]["p99_us"]),
            "errors": column(lambda figures: figures["fixed"]["errors"] + figures["maximum"]["errors"])}
