"""C: control loops: retries that keep an overload alive, limits that drift, capacity that changes."""
from .reading import mean
from .row import Row, at_least, at_most

# Requests at once with which the servers of each page are just busy.
SUSTAINED_KNEE = 50
WIDE_KNEE = 200
NARROW_KNEE = 50


def work_per_answer(run):
    """Requests that servers took for each good answer, from the trigger on."""
    begin, end = run.begin("trigger"), run.end("after")
    good = run.tenths("good", begin, end)
    return sum(run.admitted(name, begin, end) for name in run.servers) / good if good else None


def recovery(run):
    return run.report["figures"].get("recoverySeconds")


def level(run, begin_share, end_share):
    length = run.end("overload")
    return mean([count for name in run.servers for count in run.in_flight(name, begin_share * length, end_share * length)])


def beside_knee(run):
    high = level(run, 0.5, 1)
    return None if high is None else high / SUSTAINED_KNEE


def trend(run):
    early, late = level(run, 1 / 3, 2 / 3), level(run, 2 / 3, 1)
    return late / early if early else None


def until_in_band(run, phase, knee):
    """Seconds until in-flight stays within a quarter of the knee."""
    samples = [(at - run.begin(phase), count) for at, count in zip(run.servers["a"]["sampledAt"], run.servers["a"]["sampledInFlight"])
               if run.begin(phase) <= at < run.end(phase)]
    outside = [at for at, count in samples if not 0.75 * knee <= count <= 1.25 * knee]
    if not samples or (outside and outside[-1] >= samples[-1][0] - 1):
        return None
    return next((at for at, _ in samples if not outside or at > outside[-1]), None)


def swing(run, phase, delay):
    """How far in-flight leaves its mean once it has settled."""
    samples = run.in_flight("a", run.begin(phase) + delay, run.end(phase))
    middle = mean(samples)
    return 100 * max(abs(count - middle) for count in samples) / middle if middle else None


ROWS = [
    Row("C1", "five times the capacity for 10 s, or all servers still for 3 s, clients retry at once", "retries", [
        at_most("work of servers for a good answer", "requests", 1.1, work_per_answer),
        at_most("until 95 % after the trigger", "s", 2, recovery, lacking="not before the run's end"),
        at_most("the same with the standstill", "requests", 1.1, work_per_answer, page="standstill"),
        at_most("until 95 % after the standstill", "s", 2, recovery, page="standstill", lacking="not before the run's end")]),
    Row("C2", "three times the capacity for ten minutes", "sustained", [
        at_most("in flight beside the knee", "times", 1.3, beside_knee),
        at_most("last third beside the middle one", "times", 1.05, trend),
        at_least("goodput", "% of capacity", 92, lambda run: run.phase_goodput("overload"))]),
    Row("C3", "a server's knee from 200 to 50 and back", "knee", [
        at_most("down", "s", 2, lambda run: until_in_band(run, "narrow", NARROW_KNEE), lacking="not before the phase's end"),
        at_most("up", "s", 5, lambda run: until_in_band(run, "wide-again", WIDE_KNEE), lacking="not before the phase's end"),
        at_most("swing", "%", 20, lambda run: swing(run, "narrow", 4))]),
    Row("C5", "all are silent for 2 s, clients leave after 0.4 s and come back at once", "stalled", [
        at_most("until 95 % after the stall", "s", 6, recovery, lacking="not before the run's end")]),
]
