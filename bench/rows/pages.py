"""How long the pages of bench/overload take: said before anything is measured."""
import os
import re

from harness import paths

FOLDER = os.path.join(paths.BENCH, "overload")
# Servers, gateway and generator are started and ended for each run.
STARTING = 3
# Seconds of the measurements that are no drills, quick and at full length.
OWN = {"protection-cost": (80, 290)}


def seconds(page, is_quick):
    """Of one run, starting included."""
    if page in OWN:
        return OWN[page][0 if is_quick else 1]
    with open(os.path.join(FOLDER, f"{page}.yaml"), encoding="utf-8") as file:
        text = file.read()
    lengths = re.findall(r"^ +- \{ name: [\w-]+, for: (\d+)(s|m) \}$", text, re.MULTILINE)
    length = sum(int(number) * (60 if unit == "m" else 1) for number, unit in lengths)
    return length * (percent(text) if is_quick else 100) / 100 + STARTING


def percent(text):
    """Of the full length that a quick run takes."""
    found = re.search(r"^quick: \{ timePercent: (\d+) \}$", text, re.MULTILINE)
    return int(found.group(1)) if found else 100
