"""H: pauses of the gateway itself, from its own metrics."""
from .row import Row, at_most

THEIRS = "read from Holdfast's own metrics"


def milliseconds(run, name):
    """The largest value of a gauge of seconds."""
    values = [value for _, value in run.report.get("metrics", {}).get(name, [])]
    return 1000 * max(values) if values else None


def slots_idle(run, share):
    """Upper end of the histogram's step below which that share of the slots' idle times are; several pools are added up."""
    steps = {}
    for labels, count in run.report.get("metrics", {}).get("holdfast_pool_slot_idle_seconds_bucket", []):
        end = float(labels.rpartition('le="')[2].partition('"')[0])
        steps[end] = steps.get(end, 0) + count
    total = max(steps.values(), default=0)
    return next((1000 * end for end in sorted(steps) if steps[end] >= share * total), None) if total else None


ROWS = [
    Row("H1", "pauses at ten times the capacity, nine seconds after the start, two workers", "pauses", [
        at_most("99.9 % of the stops for collections", "ms", 2, lambda run: milliseconds(run, "holdfast_gc_pause_p999_seconds"), peers_lack=THEIRS),
        at_most("the longest", "ms", 10, lambda run: milliseconds(run, "holdfast_gc_pause_longest_seconds"), peers_lack=THEIRS),
        at_most("99.9 % of the times that a slot stood idle beside a waiter", "ms", 5, lambda run: slots_idle(run, 0.999), peers_lack=THEIRS,
                lacking="no slot was waited for across workers"),
        at_most("the longest of them", "ms", 20, lambda run: milliseconds(run, "holdfast_pool_slot_idle_longest_seconds"), peers_lack=THEIRS,
                lacking="no slot was waited for across workers")]),
]
