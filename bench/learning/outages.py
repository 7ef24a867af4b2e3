"""
The outages as history had them: protection switched off in the configuration, a mistake or a machine that breaks, and people who mend it.
Times are seconds from the first request. What is done to servers is done to processes; what people do is done with the command line.
"""
from dataclasses import dataclass, field

CALM = 25
# All of them on one machine; those of a second one have the letters that follow.
SERVERS = "abcd"
SECOND_MACHINE = "efgh"

# 100 requests/s each; past fifteen at once their throughput falls.
USUAL = {"service": "lognormal:60ms,cv=0.3", "usl": "0.01,0.004", "backlog": "512"}
# Serves 40 connections and leaves the rest to hang.
BOUNDED = {**USUAL, "max-connections": "40", "at-cap": "hang", "backlog": "64"}
# Holds 40 sessions well, slows down above, dies above 60 and is back after ten seconds.
HOST = {"service": "fixed:5ms", "sessions": "40", "session-death": "1.5", "death-restart": "10s", "backlog": "512"}


@dataclass(frozen=True)
class Outage:
    name: str
    title: str
    traffic: str
    # (second, what, arguments): see play.py
    steps: list
    seconds: int
    servers: dict = field(default_factory=lambda: USUAL)
    # Lines of the configuration as things were; MEND is what is in force in the end.
    old: str = "protection: off"
    pool: str = ""
    # A line of the pool that is in force in the end.
    mended: str = ""
    serves: str = "shop"
    # Of the servers that have no weight of their own, as people write it: see servers.py. Empty: they write the gateway's file themselves.
    default_weight: str = ""
    # Servers that people bring in with what mends it.
    brought: str = ""


def _one(name, rate, path, clients, first, more="arrivals: poisson, "):
    return f'  - {{ name: {name}, rate: "{rate}", {more}requests: [{path}], clients: {{ count: {clients}, first: {first} }}, deadline: 1s, timeout: 2s, connections: 1500 }}\n'


OUTAGES = [
    Outage(
        "dead-host", "One physical machine behind everything fails for good, with a relapse",
        _one("reads", "180/s", "/products", 50, "127.0.30.1") + _one("checkout", "60/s", "/checkout", 50, "127.0.31.1"),
        # Every server is on that machine: it dies, comes back, and after a quiet while says nothing any more. People bring in a second one.
        [(CALM, "kill", SERVERS), (CALM + 10, "ack"),
         (CALM + 12, "note", "assumed", "the network between the gateway and its servers is broken"),
         (CALM + 20, "start", SERVERS),
         (CALM + 22, "note", "wrong-path", "it is not the network: the machine had restarted by itself"),
         (CALM + 108, "freeze", SERVERS), (CALM + 116, "ack"), (CALM + 122, "start", SECOND_MACHINE),
         (CALM + 125, "announce", "servers e to h of a second machine brought in", "--kind", "operator", "--subject", "pool:shop"), (CALM + 126, "mend"),
         (CALM + 128, "restart", SERVERS)],
        seconds=CALM + 215, brought=SECOND_MACHINE),
    Outage(
        "marketing-surge", "A campaign, new users and bots at once",
        _one("checkout", "120/s", "/checkout", 40, "127.0.30.1")
        + _one("users", f"120/{CALM}s, 120..2280/20s, 2280/30s, 120/s", "/products", 200, "127.0.31.1")
        + _one("bots", f"0.1/{CALM}s, 0.1..1600/20s, 1600/30s, 0.1/s", "/search", 3, "127.0.32.1", ""),
        [(CALM + 20, "ack"), (CALM + 40, "mend"),
         # What they hold is asked for by nobody any more; without a restart they would work on it for minutes.
         (CALM + 42, "announce", "servers a to d restarted one after the other", "--kind", "operator", "--subject", "pool:shop"),
         *[(CALM + 43 + 2 * turn, "restart", name) for turn, name in enumerate(SERVERS)]],
        seconds=CALM + 140),
    Outage(
        "pool-exhaustion", "A file storage API runs out of connections",
        # Six connections to each server, of which one is for probes, carry 297 requests a second; the servers could do a third more. A campaign brings 15 % more.
        _one("checkout", f"60/{CALM}s, 60..70/10s, 70/s", "/checkout", 40, "127.0.30.1", "")
        + _one("files", f"220/{CALM}s, 220..253/10s, 253/s", "/files/read", 200, "127.0.31.1", ""),
        [(5, "announce", "release 4711 of the web shop"),
         (CALM + 30, "ack"),
         (CALM + 34, "note", "wrong-path", "it is not release 4711: the web shop of before was put back and nothing changed"),
         (CALM + 60, "mend")],
        seconds=CALM + 165, servers=BOUNDED, pool="limits: { connections: 6 }"),
    Outage(
        "one-character", "One wrong character sends everything to one server",
        _one("checkout", "40/s", "/checkout", 20, "127.0.30.1") + _one("users", "200/s", "/products", 100, "127.0.31.1"),
        # The letter l for the digit 1, typed over another one. The gateway's own check refuses it; the script that makes the gateway's file takes it for 0.
        [(10, "check", "l00"), (CALM, "type", "l00"), (CALM + 15, "ack"), (CALM + 40, "type", "100"),
         (CALM + 41, "note", "did", "the letter l in servers.cfg is the digit 1 again"),
         (CALM + 42, "announce", "server a restarted, which still worked on what it had been sent", "--kind", "operator", "--subject", "server:shop/a"),
         (CALM + 43, "restart", "a"), (CALM + 80, "mend")],
        seconds=CALM + 140, default_weight="100"),
    Outage(
        "sandbox-crowd", "A coding platform's sandboxes, too many users at once",
        f'  - {{ name: sandboxes, rate: "9.6/{CALM}s, 9.6..48/10s, 48/60s, 9.6/s", arrivals: poisson, clients: {{ count: 200, first: 127.0.50.1 }}, deadline: 25s, timeout: 20s, connections: 2000,\n'
        "      session: { for: 10s, protocol: websocket, reconnect: delayed, reconnectDelay: 250ms, users: 2000 } }\n",
        [(CALM + 18, "ack"),
         (CALM + 22, "note", "assumed", "the network between the gateway and the hosts drops connections"),
         (CALM + 35, "note", "wrong-path", "it is not the network: every host had died by itself with more than sixty sandboxes on it"),
         (CALM + 45, "mend")],
        seconds=CALM + 160, servers=HOST, serves="sandboxes", mended="limits: { sessions: 40 }"),
]
