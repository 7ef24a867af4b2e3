"""Where things are, and how a template of bench/peers becomes a file in bench/.work."""
import os
import re

BENCH = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
REPOSITORY = os.path.dirname(BENCH)
WORK = os.path.join(BENCH, ".work")
HISTORY = os.path.join(BENCH, "history", "proxy.jsonl")


def fill_template(name, values, target=None):
    """Only {CAPITALS} are places to fill: the braces of nginx and Caddy stay what they are."""
    with open(os.path.join(BENCH, "peers", name), encoding="utf-8") as file:
        text = file.read()
    filled = re.sub(r"\{([A-Z][A-Z0-9_]*)\}", lambda match: str(values[match.group(1)]), text)
    path = os.path.join(WORK, target or name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(filled)
    return path
