"""The rows of the overload table: which scenario each one needs, and how its figures are read from a drill's report."""
from . import cost, failures, fairness, loops, pauses, servers, surge

ROWS = [*surge.ROWS, *failures.ROWS, *loops.ROWS, *servers.ROWS, *fairness.ROWS, *cost.ROWS, *pauses.ROWS]
BY_NAME = {row.name: row for row in ROWS}
