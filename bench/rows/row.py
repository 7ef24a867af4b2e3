"""What a row is made of."""
from dataclasses import dataclass
from typing import Callable, Optional


@dataclass(frozen=True)
class Part:
    """One figure of a row. `bound` with its sign is the target."""
    name: str
    unit: str
    sign: str  # ">=" or "<="
    bound: float
    read: Callable  # of a reading.Run; None when the run cannot tell
    lacking: str = "the run cannot tell"  # what None means
    peers_lack: Optional[str] = None  # why no peer has this figure; None where every gateway has it
    page: Optional[str] = None  # a page of its own; None: the row's

    def target(self):
        return f"{self.sign} {self.bound:g}"

    def is_met(self, value: Optional[float]):
        if value is None:
            return False
        return value >= self.bound if self.sign == ">=" else value <= self.bound

    def why_missing(self, gateway, runs):
        """Why there is no figure of this gateway."""
        if gateway != "holdfast" and self.peers_lack:
            return self.peers_lack
        return self.lacking if runs else "not run"


@dataclass(frozen=True)
class Row:
    name: str
    title: str
    scenario: str  # a page of bench/overload; *: every page; else a measurement of its own
    parts: list

    @property
    def pages(self):
        return [part.page or self.scenario for part in self.parts]


def at_least(name, unit, bound, read, **more):
    return Part(name, unit, ">=", bound, read, **more)


def at_most(name, unit, bound, read, **more):
    return Part(name, unit, "<=", bound, read, **more)
