"""A: more is offered than the servers can do."""
from .row import Row, at_least, at_most


def onsets(run):
    """Where the bursts of bursts.yaml begin, in seconds: their rate is 25 times that of the pauses."""
    offered = run.classes["users"]["tenths"]["offered"]
    high = max(offered) / 2
    return [index / 10 for index in range(1, len(offered)) if offered[index] > high >= offered[index - 1]]


def first_halves(run):
    begins = onsets(run)
    offered = sum(run.tenths("offered", at, at + 0.5, ["critical"]) for at in begins)
    good = sum(run.tenths("good", at, at + 0.5, ["critical"]) for at in begins)
    return 100 * good / offered if offered else None


def worst_bin(run):
    bins = [run.tenths("good", at + step, at + step + 0.5) for at in onsets(run) for step in (0, 0.5, 1)]
    return 100 * min(bins) / (0.5 * run.full_capacity) if bins else None


def first_refusal(run):
    """Upper end of the tenth of a second in which the first refusal of the tenfold load came."""
    begin, end = run.phases["x10"]
    for tenth in range(round(begin * 10), round(end * 10)):
        if run.tenths("refusals", tenth / 10, tenth / 10 + 0.1):
            return 1000 * ((tenth + 1) / 10 - begin)
    return None


def longest_wait(run):
    """What the slowest hundredth of the admitted waited on top of an unloaded answer. Includes the spread of service times."""
    base = run.figures("calm", "users")["p50Milliseconds"]
    seen = [run.p99(phase) for phase in ("x2", "x5", "x10")]
    return max(seen) - base if base is not None and None not in seen else None


def everybody_again(run):
    begin, end = run.phases["after"]
    return run.settled(begin, end, lambda first, last: all((run.success(first, last, [name]) or 0) >= 99.9 for name in run.classes))


def critical_success(run):
    one = run.figures("x10", "critical")
    return 100 * one["good"] / one["offered"]


def critical_extra(run):
    high, low = run.p99("x10", ["critical"]), run.p99("calm", ["critical"])
    return high - low if high is not None and low is not None else None


def shed_share(run):
    phases = ["first", "second", "third"]
    return 100 * sum(run.total(phase, "shed") for phase in phases) / sum(run.total(phase, "offered") for phase in phases)


ROWS = [
    Row("A1", "goodput at 2, 5 and 10 times the capacity", "surge", [
        at_least("at 10x", "% of capacity", 92, lambda run: run.phase_goodput("x10")),
        at_least("at 5x", "% of capacity", 97, lambda run: run.phase_goodput("x5")),
        at_least("at 2x", "% of capacity", 98, lambda run: run.phase_goodput("x2"))]),
    Row("A2", "critical requests at 10 times the capacity", "surge", [
        at_least("success", "%", 99.95, critical_success),
        at_most("p99 beside unloaded", "times", 1.5, lambda run: run.p99_ratio("x10", "calm", ["critical"])),
        at_most("p99 above unloaded", "ms", 50, critical_extra)]),
    Row("A3", "the first half second of a step to 10 times", "bursts", [
        at_least("critical success", "%", 99.9, first_halves),
        at_least("worst half second", "% of capacity", 80, worst_bin)]),
    Row("A4", "from the step to the first refusal; wait of the admitted", "surge", [
        at_most("first refusal within", "ms", 120, first_refusal, lacking="nobody was refused"),
        at_most("p99 above an unloaded p50", "ms", 250, longest_wait)]),
    Row("A5", "refused at 85 % load", "steady", [at_most("shed", "%", 0.01, shed_share)]),
    Row("A6", "from the end of the surge until everybody is served", "surge", [at_most("seconds", "s", 0.5, everybody_again, lacking="not before the run's end")]),
]
