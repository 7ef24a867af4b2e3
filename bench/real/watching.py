"""Asks a running gateway twice a second for its diagnosis."""
import json
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass

PAUSE = 0.5


@dataclass(frozen=True)
class Look:
    at: float  # of time.monotonic()
    state: str
    verdict: str
    stated: str  # the root cause, empty while none is stated
    ranking: list  # (name, probability, claim), the most likely first


class Watch:
    """From `with` to its end; `looks` is read afterwards."""

    def __init__(self, network):
        self._address = f"http://{network}.100:19900/api/diagnosis"
        self.looks = []
        self.last = {}  # the whole answer
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._ending.set()
        self._thread.join()

    def _run(self):
        # Loopback: no proxy of the surroundings is asked.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        while not self._ending.wait(PAUSE):
            try:
                with opener.open(self._address, timeout=2) as answer:
                    self._keep(json.load(answer))
            except (OSError, urllib.error.URLError, ValueError):
                # Not there yet, or not any more.
                continue

    def _keep(self, report):
        ranking = [(cause["name"], round(cause["probability"], 3), cause["claim"]) for cause in report["ranking"]]
        if ranking:
            self.last = report
        self.looks.append(Look(time.monotonic(), report["state"], report.get("verdict") or "", (report.get("cause") or {}).get("name", ""), ranking))

    def until(self, at):
        return [look for look in self.looks if look.at <= at]
