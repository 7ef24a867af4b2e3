"""D: unequal servers, slips, memory."""
from .row import Row, at_least, at_most

SLIPS = ["heavy", "light", "dead-port", "twice"]
# Twice what a server works on at once: more only wait there.
CROWDED = 12


def memory_jump(run):
    base = run.resident(run.end("full") - 3, run.end("full"))
    high = run.resident(*run.phases["x10"])
    return max(high) / max(base) if base and high and max(base) else None


def memory_growth(run):
    begin, end = run.phases["x10"]
    third = (end - begin) / 3
    early, late = run.resident(begin + third, begin + 2 * third), run.resident(end - third, end)
    return max(late) / max(early) if early and late and max(early) else None


def lowest(values):
    values = list(values)
    return None if None in values else min(values)


def highest(values):
    values = list(values)
    return None if None in values else max(values)


def slip_errors(run):
    offered = sum(run.total(phase, "offered") for phase in SLIPS)
    return 100 * (offered - sum(run.total(phase, "good") for phase in SLIPS)) / offered


ROWS = [
    Row("D1", "one of eight becomes ten times slower", "slow-one", [
        at_least("goodput", "% of what is left", 97, lambda run: run.phase_goodput("slow")),
        at_most("p99 beside before", "times", 1.3, lambda run: run.p99_ratio("slow", "calm")),
        at_most("at once at the slow one, 2 s later", "requests", CROWDED,
                lambda run: max(run.in_flight("a", run.begin("slow") + 2, run.end("slow")), default=None))]),
    Row("D2", "memory at ten times the capacity", "memory", [
        at_most("beside the capacity's own load", "times", 1.5, memory_jump),
        at_most("last third beside the middle one", "times", 1.1, memory_growth)]),
    Row("D3", "weights 100 times too large and too small, a dead port, a server twice", "slips", [
        at_least("goodput of the worst", "%", 97, lambda run: lowest(run.phase_goodput(phase) for phase in SLIPS)),
        at_most("not served well", "%", 0.01, slip_errors),
        at_most("p99 of the worst beside before", "times", 1.3, lambda run: highest(run.p99_ratio(phase, "calm") for phase in SLIPS))]),
]
