"""A drill's report, asked in the words of the rows."""
import json

TENTHS = 10


class Measured:
    """What a measurement that is no drill has kept."""
    doubt = None

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.report = json.load(file)


class Run:
    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.report = json.load(file)
        self.classes = {one["name"]: one for one in self.report["classes"]}
        self.servers = {one["name"]: one for one in self.report["servers"]}
        self.phases = {one["name"]: (one["from"], one["to"]) for one in self.report["phases"]}

    @property
    def doubt(self):
        return self.report.get("aborted") or self.report.get("doubt")

    @property
    def full_capacity(self):
        """Requests/s while nothing is wrong."""
        return max(self.report["capacity"])

    def begin(self, phase):
        return self.phases[phase][0]

    def end(self, phase):
        return self.phases[phase][1]

    def figures(self, phase, name):
        """Counts and percentiles of a class in the whole seconds of a phase."""
        return next(one for one in self.report["phaseClasses"] if one["phase"] == phase and one["class"] == name)

    def total(self, phase, key, names=None):
        return sum(one[key] for one in self.report["phaseClasses"] if one["phase"] == phase and (names is None or one["class"] in names))

    def tenths(self, key, begin, end, names=None):
        """Sum over the tenths of a second from begin to end; by when requests were due (refusals: by when they came)."""
        first, last = round(begin * TENTHS), round(end * TENTHS)
        return sum(sum(one["tenths"][key][first:last]) for name, one in self.classes.items() if names is None or name in names)

    def success(self, begin, end, names=None):
        offered = self.tenths("offered", begin, end, names)
        return 100 * self.tenths("good", begin, end, names) / offered if offered else None

    def capacity(self, begin, end):
        """Requests that the living servers could answer from begin to end, by whole seconds."""
        seconds = self.report["capacity"]
        return sum(seconds[min(int(tenth / TENTHS), len(seconds) - 1)] for tenth in range(round(begin * TENTHS), round(end * TENTHS))) / TENTHS

    def goodput(self, begin, end):
        """Percent of what could be delivered: capacity, or what was asked when that is less."""
        attainable = min(self.capacity(begin, end), self.tenths("offered", begin, end))
        return 100 * self.tenths("good", begin, end) / attainable if attainable else None

    def phase_goodput(self, phase):
        return self.goodput(*self.phases[phase])

    def p99(self, phase, names=None):
        """Of the slowest class: percentiles of classes cannot be added up."""
        seen = [one["p99Milliseconds"] for one in self.report["phaseClasses"]
                if one["phase"] == phase and (names is None or one["class"] in names) and one["p99Milliseconds"] is not None]
        return max(seen) if seen else None

    def p99_ratio(self, phase, base, names=None):
        one, other = self.p99(phase, names), self.p99(base, names)
        return one / other if one is not None and other else None

    def settled(self, begin, end, is_good, window=5):
        """Seconds from begin until each window of tenths to the end is good; None when the last is not."""
        first, last = round(begin * TENTHS), round(end * TENTHS)
        since = first
        for tenth in range(first, last - window + 1):
            if not is_good(tenth / TENTHS, (tenth + window) / TENTHS):
                since = tenth + 1
        return (since - first) / TENTHS if since + window <= last else None

    def in_flight(self, server, begin, end):
        """Samples of what the server had at once, in service and waiting at it."""
        one = self.servers[server]
        return [count for at, count in zip(one["sampledAt"], one["sampledInFlight"]) if begin <= at < end]

    def admitted(self, server, begin, end):
        return sum(self.servers[server]["admitted"][int(begin):int(end)])

    def processor(self, phase, key):
        """Seconds of a processor that the gateway used in the whole seconds of a phase, and how many those are; key user or system."""
        first, last = round(self.begin(phase)), round(self.end(phase))
        seconds = self.report["usage"][key][first:last]
        return sum(seconds), len(seconds)

    def resident(self, begin, end):
        return self.report["usage"]["resident"][round(begin):round(end)]


def mean(values):
    return sum(values) / len(values) if values else None
