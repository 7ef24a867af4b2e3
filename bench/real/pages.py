"""
Twenty-eight drills of twenty-five seconds: nine causes, three ways each, and a small service that loses three of its four servers. A mechanism
is broken (a server, a configuration, the clients), never a signal. Servers sleep instead of working, so that all fits on two processors.
"""
from dataclasses import dataclass, field

CALM_SECONDS = 15
TROUBLE_SECONDS = 10
# Seconds after the onset at which the ranking is judged.
JUDGED_AFTER = 9.5

# 100 requests/s each, a little more at most; with too much at once they get slower.
USUAL = 'service: "lognormal:60ms,cv=0.3", usl: "0.01,0.004", backlog: 512'
# One request at a time, 125/s: whatever takes long stands in everybody's way.
SINGLE = 'service: "fixed:8ms", workers: 1, queue: 512, backlog: 512'
# A short listen queue: what the server does not accept at once, the kernel drops, and the gateway's kernel sends it again after a second.
DROPPING = 'service: "lognormal:60ms,cv=0.3", backlog: 4, at-cap: hang'


def _users(rate):
    """The usual ones, at another rate: what they leave free must be less than what the mechanism takes, or the gateway makes up for it."""
    return (f'{{ name: users, rate: "50..{rate}/2s, {rate}/s", arrivals: poisson, requests: [/products], clients: {{ count: 100, first: 127.0.30.1 }}, '
            "deadline: 1s, timeout: 2s, connections: 1000 }")


USERS = _users(200)

# So few that a dead server is out before four requests have been refused there, and that one of four cannot serve them all.
FEW_USERS = '{ name: users, rate: "120/s", arrivals: poisson, requests: [/products], clients: { count: 25, first: 127.0.30.1 }, deadline: 1s, timeout: 2s, connections: 300 }'


@dataclass(frozen=True)
class Page:
    cause: str  # as `holdfast why` names it
    way: str
    faults: list = field(default_factory=list)  # (seconds after the onset, the rest of the line)
    traffic: list = field(default_factory=list)  # beside the users, or instead of them
    template: str = "usual"
    servers: str = USUAL
    users: str = USERS

    @property
    def name(self):
        return f"{self.cause}-{self.way}"

    def text(self, number, network):
        faults = "".join(f"  - {{ at: {1000 * CALM_SECONDS + round(1000 * after)}ms, {what} }}\n" for after, what in self.faults)
        traffic = "".join(f"  - {line}\n" for line in [self.users, *self.traffic])
        return (f"title: {self.cause}, {self.way}\nseed: {7000 + number}\n"
                + "origins:\n" + "".join(f'  - {{ name: {name}, capacity: 100, address: "{network}.{place}:18000", control: "{network}.{place}:19000", options: {{ {self.servers} }} }}\n'
                                         for place, name in enumerate("abcd", start=1))
                + f'gateway: {{ template: {self.template}, listen: "{network}.100:18080", admin: "{network}.100:19900" }}\n'
                + f"traffic:\n{traffic}"
                + f"phases:\n  - {{ name: calm, for: {CALM_SECONDS}s }}\n  - {{ name: trouble, for: {TROUBLE_SECONDS}s }}\n"
                + (f"faults:\n{faults}" if faults else "trouble: trouble\n")
                + f"expect:\n  - {{ that: cause-first, cause: {self.cause}, during: trouble, atMost: 10s }}\n")


def _more(name, rate, clients, first, path="/products", extra=""):
    return (f'{{ name: {name}, rate: "0.1/{CALM_SECONDS}s, {rate}", arrivals: poisson, requests: ["{path}"], clients: {{ count: {clients}, first: {first} }}, '
            f"deadline: 1s, timeout: 2s, connections: 1500{extra} }}")


def _all(after, change):
    return [(after, f"behaviour: {name}, set: {{ {change} }}") for name in "abcd"]


def _dropping(servers, pause, period):
    """For part of every period these servers accept nothing: packets that open connections are lost."""
    faults = []
    for turn in range(int(TROUBLE_SECONDS / period)):
        for name in servers:
            faults.append((turn * period, f"behaviour: {name}, set: {{ maxConnections: 1 }}"))
            faults.append((turn * period + pause, f"behaviour: {name}, set: {{ maxConnections: unlimited }}"))
    return faults


def _impatient(rate):
    return (f"{{ name: users, rate: \"50..{rate}/2s, {rate}/s\", arrivals: poisson, requests: [/products], clients: {{ count: 100, first: 127.0.30.1 }}, "
            'deadline: 1s, timeout: 400ms, retry: "immediate:8", connections: 1500 }')


PAGES = [
    Page("surge", "campaign", traffic=[_more("newcomers", "900/s", 500, "127.0.60.1")]),
    Page("surge", "ramp", traffic=[_more("newcomers", f"0.1..1200/6s, 1200/s", 500, "127.0.60.1")]),
    Page("surge", "buyers", traffic=[_more("buyers", "700/s", 400, "127.0.60.1", "/checkout")]),
    Page("sick-server", "killed", faults=[(0, "kill: b")]),
    Page("sick-server", "silent", faults=[(0, "freeze: c")]),
    Page("sick-server", "small-service", users=FEW_USERS, faults=[(0, "kill: a"), (0, "kill: b"), (0, "kill: c")]),
    Page("sick-server", "errors", faults=[(0, "behaviour: d, set: { errorRate: 0.7 }")]),
    Page("pool-exhaustion", "bound-written", template="bounded", faults=[(0, "configuration: bounded-tight")]),
    Page("pool-exhaustion", "smallest-bound", template="bounded", faults=[(0, "configuration: bounded-one")]),
    Page("pool-exhaustion", "held-open", template="bounded", traffic=[_more("exports", "25/s", 40, "127.0.60.1", "/session?for=4s", ", deadline: 6s, timeout: 8s").replace("deadline: 1s, timeout: 2s, ", "")]),
    Page("imbalance", "one-weight", template="weights", faults=[(0, "configuration: weights-one")]),
    # A balancer that looks at nothing but weights: where the gateway looks at what servers bear, the other three take what the one cannot.
    Page("imbalance", "two-noughts", template="weights-plain", faults=[(0, "configuration: weights-heavy")]),
    # Four bear it with a quarter to spare, two do not.
    Page("imbalance", "swapped", template="weights", users=_users(300), faults=[(0, "configuration: weights-swapped")]),
    Page("bad-deployment", "errors", faults=[(-1, 'announce: "release 4712 of the shop", about: "pool:shop"'), *_all(0, "errorRate: 0.4")]),
    Page("bad-deployment", "slow", faults=[(-1, 'announce: "release 4713 of the shop", about: "pool:shop"'), *_all(0, "latencyFactor: 6")]),
    Page("bad-deployment", "rolling", faults=[(-0.5, 'announce: "release 4714 of the shop", about: "pool:shop"'),
                                              *[(1.2 * turn, f"behaviour: {name}, set: {{ errorRate: 0.8 }}") for turn, name in enumerate("abcd")]]),
    Page("network", "loss", template="short-connections", servers=DROPPING, faults=_dropping("abcd", 0.35, 0.7)),
    Page("network", "loss-on-two", template="short-connections", servers=DROPPING, faults=_dropping("cd", 0.5, 0.8)),
    Page("network", "some-loss", template="short-connections", servers=DROPPING, faults=_dropping("abcd", 0.2, 0.8)),
    Page("one-client", "scraper", traffic=[_more("scraper", "900/s", 1, "127.0.60.1", "/search")]),
    Page("one-client", "three-bots", traffic=[_more("bots", "0.1..1000/3s, 1000/s", 3, "127.0.60.1", "/search")]),
    Page("one-client", "dear-searches", traffic=[_more("searches", "60/s", 1, "127.0.60.1", "/search?cost=10")]),
    Page("retry-storm", "stall", users=_impatient(320), faults=[*_all(0, "latencyFactor: 15"), *_all(2.5, "latencyFactor: 1")]),
    Page("retry-storm", "all-silent", users=_impatient(330), faults=[*[(0, f"freeze: {name}") for name in "abcd"], *[(2, f"thaw: {name}") for name in "abcd"]]),
    Page("retry-storm", "short-stall", users=_impatient(340), faults=[*_all(0, "latencyFactor: 25"), *_all(1.5, "latencyFactor: 1")]),
    # A server may be asked once for a hundred requests that it got: probes weigh the more the busier it is. With 85 requests/s they come
    # every 1.2 s and leave 76/s of 125; with 100 requests/s every second, and leave 85/s.
    Page("monitoring-load", "dear", servers=SINGLE, users=_users(340), faults=[(0, "configuration: probes-dear")]),
    Page("monitoring-load", "many", template="probes-rare", servers=SINGLE, users=_users(400), faults=[(0, "configuration: probes-many")]),
    Page("monitoring-load", "heavy", servers=SINGLE, faults=[(0, "configuration: probes-heavy")]),
]
