"""B: servers die, go silent, come back."""
from .row import Row, at_least, at_most

IDEMPOTENT = ["critical", "users"]


def sent_before(run, server, at):
    """What the server held just before it was lost."""
    return max(run.in_flight(server, at - 1.5, at), default=0)


def writes_lost_beyond(run):
    return run.figures("killed", "writes")["failed"] - sent_before(run, "a", run.begin("killed"))


def failed_beyond(run):
    return run.total("silent", "failed") - sent_before(run, "a", run.begin("silent"))


def goodput_from(run, phase, delay):
    return run.goodput(run.begin(phase) + delay, run.end(phase))


def full_share(run):
    """Seconds until the returned server takes 95 % of an even share, over three seconds."""
    begin, end = round(run.begin("back")), round(run.end("back"))
    for second in range(begin, end - 2):
        taken = {name: run.admitted(name, second, second + 3) for name in run.servers}
        if taken["a"] > 0 and taken["a"] >= 0.95 * sum(taken.values()) / len(taken):
            return second - begin
    return None


def refused_at_once(run):
    """Of those who were due while all were dead: the first tenths, in which they die, and the return have their own parts."""
    begin, end = run.begin("all-dead") + 0.5, run.end("all-dead")
    refused = run.tenths("shed", begin, end)
    return 100 * run.tenths("prompt", begin, end) / refused if refused else None


def critical_success(run, phase):
    one = run.figures(phase, "critical")
    return 100 * one["good"] / one["offered"]


ROWS = [
    Row("B1", "kill -9 of one of eight servers at 80 % load", "killed", [
        at_most("idempotent requests lost", "requests", 0, lambda run: run.total("killed", "failed", IDEMPOTENT)),
        at_most("others lost beyond those already sent to it", "requests", 0, writes_lost_beyond),
        at_least("goodput from 300 ms on", "% of what is left", 98, lambda run: goodput_from(run, "killed", 0.3))]),
    Row("B2", "one of eight goes silent at 80 % load", "silent", [
        at_least("goodput from 1 s on", "% of what is left", 95, lambda run: goodput_from(run, "silent", 1)),
        at_most("failed beyond those already sent to it", "requests", 0, failed_beyond)]),
    Row("B3", "three of eight die together", "three-dead", [
        at_least("critical success", "%", 99.9, lambda run: critical_success(run, "three-dead")),
        at_least("goodput", "% of what is left", 97, lambda run: run.phase_goodput("three-dead"))]),
    Row("B4", "a server comes back ten times slower for 5 s", "cold", [
        at_most("until 95 % of its share", "s", 15, full_share, lacking="not before the run's end"),
        at_most("refused or failed", "requests", 0, lambda run: run.total("back", "shed") + run.total("back", "failed")),
        at_most("p99 beside before", "times", 1.3, lambda run: run.p99_ratio("back", "calm"))]),
    Row("B5", "all die, and come back", "all-dead", [
        at_most("until 95 % of what is attainable, for good", "s", 3, lambda run: run.report["figures"].get("recoverySeconds"), lacking="not before the run's end"),
        at_least("refused within 5 ms of being due", "%", 99, refused_at_once, lacking="nobody was refused: those who asked then have failed"),
        at_least("refused, and not failed", "%", 99, lambda run: 100 * run.total("all-dead", "shed") / run.total("all-dead", "offered"))]),
]
