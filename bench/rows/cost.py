"""F: what protection costs, and whether its rules ever broke."""
from .row import Row, at_most

# Counters of the gateway that must stay 0: more in flight than the limit, a slot idle beside a waiter, a request sent after its deadline.
RULES = ["holdfast_limit_overruns_total", "holdfast_idle_slots_total", "holdfast_expired_dispatches_total"]


# Phases of refusals.yaml whose user-space time is sampled, with their seconds.
SAMPLED = {"x5": 30, "x10": 30}


def accounted(run, phase):
    """Seconds that the whole gateway had a processor, as its process is charged for: in ticks of 10 ms."""
    return run.processor(phase, "user")[0] + run.processor(phase, "system")[0]


def sampled(run, phase):
    """Seconds of a whole phase that its workers were in user space, from samples in the middle of it."""
    seen = run.report.get("userSpace", {}).get(phase)
    return seen and seen["seconds"] / seen["of"] * (run.end(phase) - run.begin(phase))


def costs(run, seconds_of):
    """(us of a refusal, us of a proxied request): two loads differ in refusals only, so their difference is what those cost."""
    samples = []
    for phase in ("x5", "x10"):
        used = seconds_of(run, phase)
        if used is None:
            return None
        samples.append((used, run.total(phase, "shed"), run.total(phase, "offered") - run.total(phase, "shed")))
    (used_low, shed_low, passed_low), (used_high, shed_high, passed_high) = samples
    # A gateway that refuses nobody has no such cost.
    if shed_high <= shed_low or shed_high - shed_low < 0.25 * (passed_high + shed_high - passed_low - shed_low) or passed_high == 0:
        return None
    refusal = (used_high - used_low) / (shed_high - shed_low)
    return 1e6 * refusal, 1e6 * (used_high - shed_high * refusal) / passed_high


def refusal_ratio(run):
    found = costs(run, accounted)
    return found[0] / found[1] if found and found[1] > 0 else None


def refusal_user(run):
    found = costs(run, sampled)
    return found[0] if found else None


def broken_rules(run):
    counters = run.report.get("counters", {})
    known = [counters[name] for name in RULES if name in counters]
    return sum(known) if len(known) == len(RULES) else None


ROWS = [
    Row("F1", "protection's own cost for each request, on against off", "protection-cost",
        [at_most("user space", "ns", 500, lambda run: run.report["nanoseconds"],
                 peers_lack="it is the difference to Holdfast with protection off")]),
    Row("F2", "a refusal beside a proxied request", "surge", [
        at_most("processor time", "times", 0.55, refusal_ratio, lacking="it refused too few to tell"),
        at_most("of it in user space", "us", 1, refusal_user, page="refusals", lacking="it refused too few to tell, or perf saw nothing")]),
    Row("F3", "limits exceeded, slots idle beside a waiter, requests sent too late", "*", [
        at_most("times", "", 0, broken_rules, peers_lack="counted by Holdfast's own metrics")]),
]
