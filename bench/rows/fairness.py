"""E: one client takes too much; the least important work."""
from .row import Row, at_least, at_most

ORDINARY = ["ordinary-1", "ordinary-2", "ordinary-3", "ordinary-4"]


def successes(run):
    return [100 * one["good"] / one["offered"] for one in (run.figures("hog", name) for name in ORDINARY)]


def jain(run):
    shares = successes(run)
    return sum(shares) ** 2 / (len(shares) * sum(share * share for share in shares)) if any(shares) else None


def told_too_many(run):
    """Of the hog's refusals, those that tell it that it asks too much."""
    statuses = run.classes["hog"]["statuses"]
    refused = statuses.get("429", 0) + statuses.get("503", 0)
    return 100 * statuses.get("429", 0) / refused if refused else None


ROWS = [
    Row("E1", "a client with twenty times its share", "hog", [
        at_least("success of the others", "%", 99.5, lambda run: min(successes(run))),
        at_most("their p99 beside before", "times", 1.2, lambda run: run.p99_ratio("hog", "calm", ORDINARY)),
        at_least("Jain's index of their success", "", 0.95, jain),
        at_least("429 of the hog's refusals", "%", 90, told_too_many, lacking="the hog was not refused")]),
    Row("E2", "bulk work under three times the capacity", "bulk", [
        at_least("bulk answered", "% of capacity", 0.5,
                 lambda run: 100 * run.figures("x3", "bulk")["good"] / (run.full_capacity * (run.end("x3") - run.begin("x3"))))]),
]
