"""Interleaved rounds: A B C D E, A B C D E, ... so that a slow minute of the machine hits all alike; then medians."""
import statistics
import sys

from . import checks, load, proxies

# What a rate may exceed before others on the proxy's processor make a figure doubtful.
TOLERATED_OTHERS = 0.05


def measure_shape(shape, names, origins, options, settings):
    """Maximum rate first, then all at one fixed rate: 80 % of the slowest one's maximum."""
    maximum = _rounds(f"{shape.name}, maximum", shape, names, origins, options, settings, {name: 0.0 for name in names})
    slowest = min(maximum[name]["throughput"] for name in names)
    rate = options.rate or round(0.8 * slowest)
    fixed = _rounds(f"{shape.name}, {rate}/s", shape, names, origins, options, settings, {name: rate for name in names})
    return {"fixed_rate": rate, "direct_maximum": load.direct_maximum(shape, origins, settings),
            "proxies": {name: _merge(maximum[name], fixed[name]) for name in names}}


def measure_latency(shape, names, origins, options, settings, rate):
    return _rounds(f"p99 at {rate}/s", shape, names, origins, options, settings, {name: rate for name in names})


def _rounds(title, shape, names, origins, options, settings, rates):
    samples = {name: [] for name in names}
    for number in range(settings.rounds):
        for name in names:
            progress(f"{title}: round {number + 1} of {settings.rounds}, {name}")
            with proxies.Proxy(name, origins, shape, options) as proxy:
                if number == 0:
                    checks.check(proxy, shape, origins)
                samples[name].append(load.run(proxy, shape, origins, settings, rates[name]))
    progress("")
    return {name: _median(samples[name]) for name in names}


def _median(samples):
    numbers = {key: statistics.median(sample[key] for sample in samples) for key in samples[0] if key not in ("errors", "overloaded")}
    numbers["errors"] = sum(sample["errors"] for sample in samples)
    numbers["overloaded"] = any(sample["overloaded"] for sample in samples)
    numbers["cpu_us_rounds"] = [round(sample["cpu_us"], 2) for sample in samples]
    numbers["doubtful_rounds"] = sum(sample["others_on_processor"] > TOLERATED_OTHERS for sample in samples)
    return {key: round(value, 3) if isinstance(value, float) else value for key, value in numbers.items()}


def _merge(maximum, fixed):
    return {"cpu_us_per_request": fixed["cpu_us"], "throughput": round(maximum["throughput"]), "fixed": fixed, "maximum": maximum}


def progress(text):
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)
    elif text:
        print(text, file=sys.stderr, flush=True)
