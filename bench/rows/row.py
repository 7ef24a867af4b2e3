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

    def target(self):
        return f"{self.sign} {self.bound:g}"

    def is_met(self, value: Optional[float]):
        if value is None:
            return False
        return value >= self.bound if self.sign == ">=" else value <= self.bound


@dataclass(frozen=True)
class Row:
    name: str
    title: str
    scenario: str  # a page of bench/overload; *: every page; else a measurement of its own
    parts: list


def at_least(name, unit, bound, read):
    return Part(name, unit, ">=", bound, read)


def at_most(name, unit, bound, read):
    return Part(name, unit, "<=", bound, read)
